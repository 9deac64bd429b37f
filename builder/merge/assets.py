"""The files a handout needs: fonts, logo, icons, pictures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from builder.diagnostics import did_you_mean
from builder.merge.lookup import Lookup
from builder.model import Brand, Layout, Mark, Typeface
from builder.place import Text
from builder.project import Asset, OutsideProject, Project, bundled, bundled_names


@dataclass(frozen=True)
class Family:
    """A bundled family that stands in for letters the brand's own has not.

    See `Typeface` for `languages` and `leading`.
    """

    name: str
    languages: tuple[str, ...] = ()
    leading: float = 0


# In order of preference. Noto Sans has Latin, Greek, Cyrillic and Devanagari. Letters that
# climb or hang need more room between the lines than Latin: Nastaliq slopes.
FALLBACK_FONTS = (
    Family("noto-sans"),
    Family("noto-sans-arabic", ("ar", "arz", "ckb", "fa", "ps", "sd", "ug"), leading=1.6),
    Family("noto-nastaliq-urdu", ("ur", "ks", "pnb", "skr"), leading=2.2),
    Family("noto-sans-hebrew"),
    Family("noto-sans-bengali"),
    Family("noto-sans-tamil"),
    Family("noto-sans-thai", ("th",), leading=1.6),
)


OWN_ICONS = "handouts/icons/*.svg"


@dataclass(frozen=True)
class Assets:
    """Finds the files of one handout; one that is not there is reported."""

    project: Project
    lookup: Lookup

    def file(self, path: Text, beside: str, code: str) -> Asset | None:
        """The file `path`, named in the source `beside`."""
        try:
            asset = self.project.asset(path, beside)
        except OutsideProject as problem:
            self.lookup.missing(path.span, code, str(problem), problem.hint)
            return None
        self.lookup.sources[asset.path] = None
        return asset

    def typefaces(self, brand: Brand) -> Iterator[Typeface]:
        """The brand's own face, then those that stand in for letters it has not."""
        names = [brand.font] if brand.font else []
        known = {Path(path).parent.name for path in bundled_names("fonts/*/regular.ttf")}
        if brand.font_files:
            files = brand.font_files
            found = [
                self.file(path, brand.span.path, "unknown-font")
                for path in (files.regular, files.bold, files.licence)
            ]
            if found[0] and found[1] and found[2]:
                yield Typeface(regular=found[0], bold=found[1], brand=True)
        elif not names:
            names_known = ", ".join(sorted(known))
            hint = f"give 'font' or 'font_files'; fonts that come along: {names_known}"
            self.lookup.missing(brand.span, "unknown-font", "the brand has no font", hint)
        for name in names:
            if name not in known:
                hint = did_you_mean(name, known)
                self.lookup.missing(name.span, "unknown-font", f"there is no font '{name}'", hint)
                return
        bundled_families = {family.name: family for family in FALLBACK_FONTS}
        for name in names:
            yield _typeface(bundled_families.get(name, Family(str(name))), brand=True)
        yield from self._added(brand)
        for family in FALLBACK_FONTS:
            if family.name not in names:
                yield _typeface(family)

    def _added(self, brand: Brand) -> Iterator[Typeface]:
        """The typefaces that the brand adds for letters its own has not."""
        for files in brand.more_fonts:
            regular, bold, licence = (
                self.file(path, brand.span.path, "unknown-font")
                for path in (files.regular, files.bold, files.licence)
            )
            if regular and bold and licence:
                languages = tuple(each.partition("-")[0] for each in files.languages)
                yield Typeface(
                    regular=regular,
                    bold=bold,
                    added=True,
                    languages=languages,
                    leading=files.leading,
                )

    def logo(self, brand: Brand) -> Asset | None:
        return self.file(brand.logo, brand.span.path, "unknown-image") if brand.logo else None

    def marks(self, brand: Brand) -> Iterator[Mark]:
        """The quality marks of the brand, with their pictures."""
        for mark in brand.marks:
            asset = self.file(mark.image, brand.span.path, "unknown-image")
            made = mark.model_copy(update={"asset": asset})
            made._span = mark.span
            yield made

    def icons(self, layout: Layout) -> Iterator[tuple[str, Asset]]:
        """The icons that the layout names: the project's own, and those that come along."""
        own = {Path(path).stem for path in self.project.names(OWN_ICONS)}
        known = own | {Path(path).stem for path in bundled_names("pictures/icons/*.svg")}
        names = {box.icon for box in layout.boxes.values() if box.icon}
        names |= {place.icon for place in (layout.tab.groups if layout.tab else ())}
        for name in sorted(names):
            if name not in known:
                hint = did_you_mean(name, known)
                self.lookup.missing(name.span, "unknown-icon", f"there is no icon '{name}'", hint)
            elif name not in own:
                yield str(name), bundled(f"pictures/icons/{name}.svg")
            elif asset := self.file(Text(f"{name}.svg", name.span), OWN_ICONS, "unknown-icon"):
                yield str(name), asset


def in_every_brand() -> tuple[Typeface, ...]:
    """The typefaces that stand in for letters a brand's own has not."""
    return tuple(_typeface(family) for family in FALLBACK_FONTS)


def _typeface(family: Family, *, brand: bool = False) -> Typeface:
    folder = f"fonts/{family.name}"
    return Typeface(
        regular=bundled(f"{folder}/regular.ttf"),
        bold=bundled(f"{folder}/bold.ttf"),
        brand=brand,
        languages=family.languages,
        leading=family.leading,
    )
