/* Powers of e and logarithms out of the four basic operations, so that they are the same
 * numbers on every machine; the C library's differ in the last bit between processors. */
#ifndef STEMMA_LABEL_POWER_H
#define STEMMA_LABEL_POWER_H

#include <stdint.h>
#include <string.h>

/* Vectors of the compiler's own (gcc and clang). */
typedef float four __attribute__((vector_size(16)));
typedef int32_t four_ints __attribute__((vector_size(16)));

static inline four four_of(float x)
{
    return (four){x, x, x, x};
}

static inline float four_sum(four x)
{
    return (x[0] + x[2]) + (x[1] + x[3]);
}

/* e to the power of x, within a millionth; x below -85 or above 85 is taken for that. */
static inline four power_of_e_4(four x)
{
    const four low = four_of(-85), high = four_of(85);
    four_ints above = x > low, below = x < high;
    x = (four)(((four_ints)x & above) | ((four_ints)low & ~above));
    x = (four)(((four_ints)x & below) | ((four_ints)high & ~below));
    four t = x * 1.44269504f + 127.5f; // above zero: cutting off is rounding down
    four_ints n = __builtin_convertvector(t, four_ints);
    four f = x * 1.44269504f - (__builtin_convertvector(n, four) - 127.0f);
    four p = f * 1.54035304e-4f + 1.33335581e-3f;
    p = p * f + 9.61812911e-3f;
    p = p * f + 5.55041087e-2f;
    p = p * f + 2.40226507e-1f;
    p = p * f + 6.93147181e-1f;
    p = p * f + 1.0f;
    return p * (four)(n << 23);
}

static inline float power_of_e(float x)
{
    return power_of_e_4(four_of(x))[0];
}

/* The natural logarithm of a normal number above 0, within a millionth. */
static inline float logarithm(float x)
{
    int32_t bits;
    memcpy(&bits, &x, sizeof bits);
    int32_t n = (bits - 0x3f3504f3) >> 23; // so that what is left is near 1
    bits -= n * (1 << 23);
    float m;
    memcpy(&m, &bits, sizeof m);
    float s = (m - 1) / (m + 1), q = s * s; // 2 atanh s
    float sum = 1 + q * (0.333333333f + q * (0.2f + q * (0.142857143f + q * 0.111111f)));
    return 2 * s * sum + (float)n * 0.693147181f;
}

#endif
