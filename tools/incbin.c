/* Makes C source that takes a file into the program as it is: incbin FILE NAME OUTPUT.
 * The assembler reads the file itself, which takes no time however large it is; it is
 * mapped with the program and read only where it is used. */
#include <stdio.h>

static const char *const lines =
    "/* %s */\n"
    "__asm__(\".section .rodata\\n\"\n"
    "        \".balign 64\\n\"\n"
    "        \".hidden %s\\n.globl %s\\n%s:\\n\"\n"
    "        \".incbin \\\"%s\\\"\\n\"\n"
    "        \".hidden %s_end\\n.globl %s_end\\n%s_end:\\n\"\n"
    "        \".byte 0\\n.balign 64\\n.text\\n\");\n";

int main(int argc, char **argv)
{
    if (argc != 4) {
        fprintf(stderr, "usage: incbin FILE NAME OUTPUT\n");
        return 2;
    }
    FILE *in = fopen(argv[1], "rb"), *out = in ? fopen(argv[3], "w") : NULL;
    if (!in || !out) {
        fprintf(stderr, "incbin: cannot open %s\n", in ? argv[3] : argv[1]);
        if (in)
            fclose(in);
        return 1;
    }
    fclose(in);
    const char *name = argv[2];
    fprintf(out, lines, "the file as it is", name, name, name, argv[1], name, name, name);
    fprintf(out, "extern const unsigned char %s[], %s_end[];\n", name, name);
    if (fclose(out)) {
        fprintf(stderr, "incbin: cannot write %s\n", argv[3]);
        return 1;
    }
    return 0;
}
