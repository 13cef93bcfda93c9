// The weights that come with the program (tools/incbin.c puts them there).
#include "label/label.h"

extern const char label_weights[], label_weights_end[];

slice label_built_in(void)
{
    uintptr_t first = (uintptr_t)label_weights, last = (uintptr_t)label_weights_end;
    return slice_of(label_weights, (size_t)(last - first));
}
