"""The normal law: its quantile and its distribution function.

Only Python's `math` functions are used: their numba versions give the same bits, numpy's do not.
"""

from __future__ import annotations

import math

from juncture.kernel.compiling import scalar


@scalar
def normal_quantile(p: float) -> float:
    """The point below which a standard normal lies with probability p, for 0 < p < 1, to about 1e-16.

    A ratio of two polynomials, by Horner's rule, in each of three ranges: Wichura, M. J. (1988). Algorithm AS 241:
    The Percentage Points of the Normal Distribution. Applied Statistics 37 (3), 477-484, doi:10.2307/2347330,
    routine PPND16.
    """
    q = p - 0.5
    if abs(q) <= 0.425:
        r = 0.180625 - q * q
        above = 2.50908_09287_30122_6727e3
        above = above * r + 3.34305_75583_58812_8105e4
        above = above * r + 6.72657_70927_00870_0853e4
        above = above * r + 4.59219_53931_54987_1457e4
        above = above * r + 1.37316_93765_50946_1125e4
        above = above * r + 1.97159_09503_06551_4427e3
        above = above * r + 1.33141_66789_17843_7745e2
        above = above * r + 3.38713_28727_96366_6080
        below = 5.22649_52788_52854_5610e3
        below = below * r + 2.87290_85735_72194_2674e4
        below = below * r + 3.93078_95800_09271_0610e4
        below = below * r + 2.12137_94301_58659_5867e4
        below = below * r + 5.39419_60214_24751_1077e3
        below = below * r + 6.87187_00749_20579_0830e2
        below = below * r + 4.23133_30701_60091_1252e1
        below = below * r + 1.0
        return above * q / below
    r = math.sqrt(-math.log(p if q < 0.0 else 1.0 - p))
    if r <= 5.0:
        r = r - 1.6
        above = 7.74545_01427_83414_07640e-4
        above = above * r + 2.27238_44989_26918_45833e-2
        above = above * r + 2.41780_72517_74506_11770e-1
        above = above * r + 1.27045_82524_52368_38258
        above = above * r + 3.64784_83247_63204_60504
        above = above * r + 5.76949_72214_60691_40550
        above = above * r + 4.63033_78461_56545_29590
        above = above * r + 1.42343_71107_49683_57734
        below = 1.05075_00716_44416_84324e-9
        below = below * r + 5.47593_80849_95344_94600e-4
        below = below * r + 1.51986_66563_61645_71966e-2
        below = below * r + 1.48103_97642_74800_74590e-1
        below = below * r + 6.89767_33498_51000_04550e-1
        below = below * r + 1.67638_48301_83803_84940
        below = below * r + 2.05319_16266_37758_82187
        below = below * r + 1.0
    else:
        r = r - 5.0
        above = 2.01033_43992_92288_13265e-7
        above = above * r + 2.71155_55687_43487_57815e-5
        above = above * r + 1.24266_09473_88078_43860e-3
        above = above * r + 2.65321_89526_57612_30930e-2
        above = above * r + 2.96560_57182_85048_91230e-1
        above = above * r + 1.78482_65399_17291_33580
        above = above * r + 5.46378_49111_64114_36990
        above = above * r + 6.65790_46435_01103_77720
        below = 2.04426_31033_89939_78564e-15
        below = below * r + 1.42151_17583_16445_88870e-7
        below = below * r + 1.84631_83175_10054_68180e-5
        below = below * r + 7.86869_13114_56132_59100e-4
        below = below * r + 1.48753_61290_85061_48525e-2
        below = below * r + 1.36929_88092_27358_05310e-1
        below = below * r + 5.99832_20655_58879_37690e-1
        below = below * r + 1.0
    return -above / below if q < 0.0 else above / below


@scalar
def normal_share(z: float) -> float:
    """The share of a standard normal that lies below z."""
    return 0.5 * math.erfc(-z / 1.4142135623730951)
