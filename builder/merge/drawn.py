"""The drawings that leaflets share, looked up by name: the file, and its words in a language."""

from __future__ import annotations

from builder.library.banks import in_tongue
from builder.merge.assets import Assets
from builder.merge.lookup import Lookup
from builder.model import SharedPicture
from builder.place import Text


def drawn(
    lookup: Lookup, assets: Assets, name: Text, language: str, *, told: bool
) -> SharedPicture | None:
    """The drawing of that name with its file; what is not there is reported.

    One that is `told` in other words, or need not be, may be taken from another language.
    """
    stores = lookup.library.pictures
    known = {str(one.picture): one for store in stores.values() for one in store.pictures}
    if store := in_tongue(stores, language):
        known |= {str(one.picture): one for one in store.pictures}
    found = lookup.find(known, name, "picture")
    if found is None:
        return None
    if not told and (store is None or found not in store.pictures):
        message = f"the picture '{name}' has no words in the language '{language}'"
        hint = f"write 'alt' here, or the picture in sources/pictures/{language}.yaml"
        lookup.missing(name.span, "missing-alt", message, hint)
    asset = assets.file(found.file, found.span.path, "unknown-image")
    return found.model_copy(update={"asset": asset})
