// CByteMask: the few byte-mask operations that Swift's SIMD types do not reach, and hints to the cache and the
// allocator, header only.
//
// Each function is `static inline`, so the importer puts it into the calling Swift loop. SSE2 is the
// x86-64 baseline; elsewhere a portable word-parallel branch gives the same results.
#ifndef RECENSUS_CBYTEMASK_H
#define RECENSUS_CBYTEMASK_H

#include <stdint.h>
#include <string.h>
#if defined(__GLIBC__)
#include <malloc.h>
#endif

#define BM_INLINE static inline __attribute__((always_inline))

/// Read from 16 − n on: n zeros and then ones, for patterns of n bytes.
static const uint8_t bm_ends[32] = {
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255,
};

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

/// Bit i is set where byte i of the 16 bytes at `p` is beyond ASCII, bit 16 + i where it is one of `=`, `&`, `%` and a
/// backslash. `p` needs no alignment.
BM_INLINE uint32_t bm_text_marks16(const uint8_t *_Nonnull p) {
    __m128i v = _mm_loadu_si128((const __m128i *)p);
    __m128i a = _mm_or_si128(_mm_cmpeq_epi8(v, _mm_set1_epi8('=')), _mm_cmpeq_epi8(v, _mm_set1_epi8('&')));
    __m128i b = _mm_or_si128(_mm_cmpeq_epi8(v, _mm_set1_epi8('%')), _mm_cmpeq_epi8(v, _mm_set1_epi8('\\')));
    return (uint32_t)_mm_movemask_epi8(v) | (uint32_t)_mm_movemask_epi8(_mm_or_si128(a, b)) << 16;
}

/// Bit i is set where unit i of the 16 two-byte units at `p` equals `c`. `p` needs no alignment.
BM_INLINE uint32_t bm_equal16_units(const uint16_t *_Nonnull p, uint16_t c) {
    __m128i k = _mm_set1_epi16((short)c);
    __m128i low = _mm_cmpeq_epi16(_mm_loadu_si128((const __m128i *)p), k);
    __m128i high = _mm_cmpeq_epi16(_mm_loadu_si128((const __m128i *)(p + 8)), k);
    return (uint32_t)_mm_movemask_epi8(_mm_packs_epi16(low, high));
}

/// Sixteen bytes to look symbols up in, or four symbols in four copies each.
typedef struct { __m128i bytes; } bm_vector;

/// The 16 bytes at `p`, of which those from `length` on (0…16) become 0xFF. `p` needs no alignment.
BM_INLINE bm_vector bm_pattern(const uint8_t *_Nonnull p, uint32_t length) {
    __m128i end = _mm_loadu_si128((const __m128i *)(bm_ends + 16 - length));
    return (bm_vector){_mm_or_si128(_mm_loadu_si128((const __m128i *)p), end)};
}

/// Bit i is set where byte i of the pattern equals `c`.
BM_INLINE uint32_t bm_positions(bm_vector pattern, uint8_t c) {
    return (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(pattern.bytes, _mm_set1_epi8((char)c)));
}

/// The four bytes at `p`, each in four copies.
BM_INLINE bm_vector bm_spread4(const uint8_t *_Nonnull p) {
    int word;
    memcpy(&word, p, 4);
    __m128i v = _mm_cvtsi32_si128(word);
    v = _mm_unpacklo_epi8(v, v);
    return (bm_vector){_mm_unpacklo_epi16(v, v)};
}

/// Whether one of the first `count` words at `a` is not 0 and is the word at `b` in its place. Of both, words up to
/// a multiple of four are read.
BM_INLINE uint32_t bm_shares_word(const uint32_t *_Nonnull a, const uint32_t *_Nonnull b, uint32_t count) {
    for (uint32_t i = 0; i < count; i += 4) {
        __m128i v = _mm_loadu_si128((const __m128i *)(a + i));
        __m128i w = _mm_loadu_si128((const __m128i *)(b + i));
        __m128i same = _mm_andnot_si128(_mm_cmpeq_epi32(v, _mm_setzero_si128()), _mm_cmpeq_epi32(v, w));
        uint32_t mask = (uint32_t)_mm_movemask_ps(_mm_castsi128_ps(same));
        if (count - i < 4) mask &= (1u << (count - i)) - 1;
        if (mask) return 1;
    }
    return 0;
}

#define BM_SPREAD_POSITIONS(k) \
    (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(pattern.bytes, _mm_shuffle_epi32(four.bytes, (k) * 0x55)))

#else

/// Whether one of the first `count` words at `a` is not 0 and is the word at `b` in its place.
BM_INLINE uint32_t bm_shares_word(const uint32_t *_Nonnull a, const uint32_t *_Nonnull b, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        if (a[i] != 0 && a[i] == b[i]) return 1;
    }
    return 0;
}

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

/// Bit i is set where byte i of the 16 bytes at `p` is beyond ASCII, bit 16 + i where it is one of `=`, `&`, `%` and a
/// backslash. `p` needs no alignment.
BM_INLINE uint32_t bm_text_marks16(const uint8_t *_Nonnull p) {
    uint32_t mask = 0;
    for (int i = 0; i < 16; i++) {
        uint32_t is_mark = p[i] == '=' || p[i] == '&' || p[i] == '%' || p[i] == '\\';
        mask |= (uint32_t)(p[i] >> 7) << i | is_mark << (16 + i);
    }
    return mask;
}

/// Bit i is set where unit i of the 16 two-byte units at `p` equals `c`. `p` needs no alignment.
BM_INLINE uint32_t bm_equal16_units(const uint16_t *_Nonnull p, uint16_t c) {
    uint32_t mask = 0;
    for (int i = 0; i < 16; i++) mask |= (uint32_t)(p[i] == c) << i;
    return mask;
}

/// Sixteen bytes to look symbols up in, or four symbols in four copies each.
typedef struct { uint8_t bytes[16]; } bm_vector;

/// The 16 bytes at `p`, of which those from `length` on (0…16) become 0xFF. `p` needs no alignment.
BM_INLINE bm_vector bm_pattern(const uint8_t *_Nonnull p, uint32_t length) {
    bm_vector v;
    for (int i = 0; i < 16; i++) v.bytes[i] = p[i] | bm_ends[16 - length + i];
    return v;
}

/// Bit i is set where byte i of the pattern equals `c`.
BM_INLINE uint32_t bm_positions(bm_vector pattern, uint8_t c) { return bm_equal16(pattern.bytes, c); }

/// The four bytes at `p`, each in four copies.
BM_INLINE bm_vector bm_spread4(const uint8_t *_Nonnull p) {
    bm_vector v;
    for (int i = 0; i < 16; i++) v.bytes[i] = p[i / 4];
    return v;
}

#define BM_SPREAD_POSITIONS(k) bm_equal16(pattern.bytes, four.bytes[4 * (k)])

#endif

/// Bit i is set where byte i of the pattern equals the first of four spread bytes.
BM_INLINE uint32_t bm_positions0(bm_vector pattern, bm_vector four) { return BM_SPREAD_POSITIONS(0); }
/// Bit i is set where byte i of the pattern equals the second of four spread bytes.
BM_INLINE uint32_t bm_positions1(bm_vector pattern, bm_vector four) { return BM_SPREAD_POSITIONS(1); }
/// Bit i is set where byte i of the pattern equals the third of four spread bytes.
BM_INLINE uint32_t bm_positions2(bm_vector pattern, bm_vector four) { return BM_SPREAD_POSITIONS(2); }
/// Bit i is set where byte i of the pattern equals the fourth of four spread bytes.
BM_INLINE uint32_t bm_positions3(bm_vector pattern, bm_vector four) { return BM_SPREAD_POSITIONS(3); }

/// Bit i is set where byte i of the 64 bytes at `p` equals `c`. `p` needs no alignment.
BM_INLINE uint64_t bm_equal64(const uint8_t *_Nonnull p, uint8_t c) {
    return (uint64_t)bm_equal16(p, c) | (uint64_t)bm_equal16(p + 16, c) << 16
        | (uint64_t)bm_equal16(p + 32, c) << 32 | (uint64_t)bm_equal16(p + 48, c) << 48;
}

/// Asks the cache for the line that holds `p`; never faults.
BM_INLINE void bm_prefetch(const void *_Nonnull p) { __builtin_prefetch(p); }

/// Gives memory that was let go, but kept for later, back to the system, where the allocator can.
///
/// Worth a call between stages, when much was let go that the next stage cannot use: tens of milliseconds.
BM_INLINE void bm_give_back_memory(void) {
#if defined(__GLIBC__)
    malloc_trim(0);
#endif
}

/// The exclusive-or of all lower bits and itself: bit i is the parity of bits 0…i.
BM_INLINE uint64_t bm_prefix_xor(uint64_t x) {
    x ^= x << 1; x ^= x << 2; x ^= x << 4; x ^= x << 8; x ^= x << 16; x ^= x << 32;
    return x;
}

#endif
