/* Competing clocks in plain C: what `clocks.py` compares the kernel with. The luck, the rounding and the order are the
   kernel's, so both leave the same events. */
#include <math.h>
#include <stdint.h>

static uint64_t mixed(uint64_t z) {
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

static double uniform(uint64_t seed, uint64_t course, uint64_t digest, uint64_t k) {
    const uint64_t golden = 0x9E3779B97F4A7C15u;
    uint64_t h = mixed(seed + golden);
    h = mixed((h ^ course) + golden);
    h = mixed((h ^ digest) + golden);
    h = mixed((h ^ k) + golden);
    return ((double)(h >> 11) + 0.5) * 1.1102230246251565e-16;
}

static int64_t rings(uint64_t seed, uint64_t course, uint64_t digest, uint64_t k, double speed, int64_t now) {
    int64_t wait = (int64_t)rint(-log(uniform(seed, course, digest, k)) / speed * 86400.0);
    return now + (wait > 1 ? wait : 1);
}

/* Run courses 0 .. courses - 1; write rows (course, act, instant) and return how many. */
int64_t run(uint64_t seed, int64_t courses, int64_t acts, const double *speeds, const uint64_t *digests, int64_t times,
            int64_t end, int64_t *events) {
    int64_t next[acts], count[acts], written = 0;
    for (int64_t course = 0; course < courses; course++) {
        for (int64_t a = 0; a < acts; a++) {
            count[a] = 0;
            next[a] = rings(seed, course, digests[a], 0, speeds[a], 0);
        }
        for (;;) {
            int64_t who = 0;
            for (int64_t a = 1; a < acts; a++)
                if (next[a] < next[who]) who = a;
            int64_t now = next[who];
            if (now >= end) break;
            int64_t *row = events + 3 * written++;
            row[0] = course, row[1] = who, row[2] = now;
            count[who]++;
            next[who] = count[who] < times ? rings(seed, course, digests[who], count[who], speeds[who], now) : INT64_MAX;
        }
    }
    return written;
}
