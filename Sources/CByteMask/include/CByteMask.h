// CByteMask: the few byte-mask operations that Swift's SIMD types do not reach, header only.
//
// Each function is `static inline`, so the importer puts it into the calling Swift loop. SSE2 is the
// x86-64 baseline; elsewhere a portable word-parallel branch gives the same results.
#ifndef RECENSUS_CBYTEMASK_H
#define RECENSUS_CBYTEMASK_H

#include <stdint.h>
#include <string.h>

#define BM_INLINE static inline __attribute__((always_inline))

#if defined(__SSE2__)
#include <emmintrin.h>

/// Bit i is set where byte i of the 16 bytes at `p` equals `c`. `p` needs no alignment.
BM_INLINE uint32_t bm_equal16(const uint8_t *_Nonnull p, uint8_t c) {
    __m128i v = _mm_loadu_si128((const __m128i *)p);
    return (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(v, _mm_set1_epi8((char)c)));
}

/// Bit i is set where byte i of the 16 bytes at `p` equals byte i of those at `q`.
BM_INLINE uint32_t bm_same16(const uint8_t *_Nonnull p, const uint8_t *_Nonnull q) {
    __m128i v = _mm_loadu_si128((const __m128i *)p);
    __m128i w = _mm_loadu_si128((const __m128i *)q);
    return (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(v, w));
}

/// Bit i is set where unit i of the 16 two-byte units at `p` equals `c`. `p` needs no alignment.
BM_INLINE uint32_t bm_equal16_units(const uint16_t *_Nonnull p, uint16_t c) {
    __m128i k = _mm_set1_epi16((short)c);
    __m128i low = _mm_cmpeq_epi16(_mm_loadu_si128((const __m128i *)p), k);
    __m128i high = _mm_cmpeq_epi16(_mm_loadu_si128((const __m128i *)(p + 8)), k);
    return (uint32_t)_mm_movemask_epi8(_mm_packs_epi16(low, high));
}

#else

/// Bit i is set where byte i of the 16 bytes at `p` equals `c`. `p` needs no alignment.
BM_INLINE uint32_t bm_equal16(const uint8_t *_Nonnull p, uint8_t c) {
    uint32_t mask = 0;
    for (int i = 0; i < 16; i++) mask |= (uint32_t)(p[i] == c) << i;
    return mask;
}

/// Bit i is set where byte i of the 16 bytes at `p` equals byte i of those at `q`.
BM_INLINE uint32_t bm_same16(const uint8_t *_Nonnull p, const uint8_t *_Nonnull q) {
    uint32_t mask = 0;
    for (int i = 0; i < 16; i++) mask |= (uint32_t)(p[i] == q[i]) << i;
    return mask;
}

/// Bit i is set where unit i of the 16 two-byte units at `p` equals `c`. `p` needs no alignment.
BM_INLINE uint32_t bm_equal16_units(const uint16_t *_Nonnull p, uint16_t c) {
    uint32_t mask = 0;
    for (int i = 0; i < 16; i++) mask |= (uint32_t)(p[i] == c) << i;
    return mask;
}

#endif

/// Bit i is set where byte i of the 64 bytes at `p` equals `c`. `p` needs no alignment.
BM_INLINE uint64_t bm_equal64(const uint8_t *_Nonnull p, uint8_t c) {
    return (uint64_t)bm_equal16(p, c) | (uint64_t)bm_equal16(p + 16, c) << 16
        | (uint64_t)bm_equal16(p + 32, c) << 32 | (uint64_t)bm_equal16(p + 48, c) << 48;
}

/// Asks the cache for the line that holds `p`; never faults.
BM_INLINE void bm_prefetch(const void *_Nonnull p) { __builtin_prefetch(p); }

/// The exclusive-or of all lower bits and itself: bit i is the parity of bits 0…i.
BM_INLINE uint64_t bm_prefix_xor(uint64_t x) {
    x ^= x << 1; x ^= x << 2; x ^= x << 4; x ^= x << 8; x ^= x << 16; x ^= x << 32;
    return x;
}

#endif
