"""The peers: what each is, which versions are measured, and the settings that are tried.

A setting is a shingle (words that stand together) and a threshold; each peer's adapter says
what the two mean for it. One process works on one shingle
and one number of permutations and tries its thresholds in turn.
"""

PERMUTATIONS = [64, 128, 256, 512]
THRESHOLDS = [0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8]
MINHASH = {"1": [0.3, 0.4, 0.5, 0.6, 0.7, 0.8], "2": THRESHOLDS, "3": THRESHOLDS,
           "4": THRESHOLDS, "5": THRESHOLDS}

PEERS = {
    "datasketch": {
        "what": "MinHash and LSH in Python with NumPy",
        "licence": "MIT",
        "pins": ["datasketch==2.0.0", "numpy==2.4.6", "scipy==1.17.1"],
        "permutations": PERMUTATIONS,
        "grid": MINHASH,
    },
    "rensa": {
        "what": "MinHash and LSH in Rust with Python bindings",
        "licence": "MIT",
        "pins": ["rensa==0.5.0"],
        "permutations": PERMUTATIONS,
        "grid": MINHASH,
    },
    "text_dedup": {
        "what": "MinHash over Hugging Face datasets",
        "licence": "Apache-2.0",
        # Without its own list of dependencies: that brings TensorFlow, Spark and Sphinx,
        # none of which its MinHash imports.
        "bare": ["text-dedup==0.4.0"],
        "pins": [
            "bitarray==3.12.3", "click==8.5.1", "click-option-group==0.5.9", "datasets==5.2.0",
            "ftfy==6.3.1", "numpy==2.4.6", "psutil==7.2.2", "regex==2026.11.15",
            "rich==13.9.4", "scipy==1.17.1", "tqdm==4.70.1", "xxhash==4.1.0",
            "zstandard==0.25.0",
        ],
        "grid": {"1": [0.7, 0.8], "2": [0.3, 0.4, 0.5], "3": [0.2, 0.3, 0.5], "5": [0.2, 0.5, 0.7]},
    },
    "datatrove": {
        "what": "MinHash in four steps over files",
        "licence": "Apache-2.0",
        "pins": ["datatrove==0.10.1", "numpy==2.4.6", "orjson==3.13.0", "regex==2026.11.15",
                 "tokenizers==0.23.3", "xxhash==3.8.2"],
        "grid": {"1": [0.72], "2": [0.29, 0.42, 0.55], "3": [0.29, 0.42, 0.55],
                 "5": [0.29, 0.42, 0.72]},
    },
    "sim_text": {
        "what": "longest common runs of words, in C",
        "licence": "BSD-3-Clause",
        "debian": "similarity-tester",
        "version": "3.0.2-1+b1",
        "grid": {
            "24": [10, 20, 30, 40, 50], "12": [10, 20, 30, 40, 50],
            "8": [10, 20, 30, 40, 50],
        },
    },
    "passim": {
        "what": "text reuse by alignment on Spark",
        "licence": "MIT",
        "absent": "no registry has it: the package of that name on PyPI compares passwords, "
        "and the text-reuse passim is given out as a source repository alone",
    },
}


def chosen(names):
    """The peers of a list with commas, in the table's order; all without a list."""
    wanted = set(names.split(",")) if names else set(PEERS)
    unknown = wanted - set(PEERS)
    if unknown:
        raise SystemExit(f"no such peer: {', '.join(sorted(unknown))} (there are {', '.join(PEERS)})")
    return [name for name in PEERS if name in wanted]
