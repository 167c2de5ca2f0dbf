"""The trained models that judge the role of a day and of an activity word; see training/roles.py."""

from functools import lru_cache

from bot.domain.statistics.sparse_model import SparseModel, load_sparse_model
from bot.domain.statistics.word_table import MODEL_FOLDER

DAY_ROLES_FILE = MODEL_FOLDER / "day_roles.json"
KIND_ROLES_FILE = MODEL_FOLDER / "kind_roles.json"


@lru_cache(maxsize=1)
def load_day_roles() -> SparseModel:
    """Return the model that says whether a day is when it happened, the next step, or a fact."""
    return load_sparse_model(DAY_ROLES_FILE)


@lru_cache(maxsize=1)
def load_kind_roles() -> SparseModel:
    """Return the model that says whether an activity word is an activity of the rep."""
    return load_sparse_model(KIND_ROLES_FILE)
