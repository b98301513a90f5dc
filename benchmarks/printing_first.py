"""A form drawn by the product from what it says: what a fresh process does that prints one.

    python benchmarks/printing_first.py FACTS.pickle PHOTO TARGET

The facts come from a file, as the rows do for other engines, so that nothing else is loaded.
"""

from __future__ import annotations

import pickle
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from workstation.domain.form_template import Region, Template

if TYPE_CHECKING:
    from workstation.printing.form_facts import FormFacts

PHOTO: Final = Region("pictures", "region[9]", across=2, down=5, caption="照片")


def template(*, photo: bool = True) -> Template:
    """The shipped claim form, with a place for a photo below."""
    from workstation.printing.render import shipped_template

    shipped = shipped_template("claim_form")
    return replace(shipped, regions=(*shipped.regions, PHOTO)) if photo else shipped


def printed(facts: FormFacts, target: Path, photo: Path | None = None) -> None:
    """Write a form durably; the photo is read anew, as it is for each form."""
    from workstation.printing.form_facts import FormPicture
    from workstation.printing.pictures import jpeg_of
    from workstation.printing.render import render_form

    if photo is not None:
        facts = replace(facts, pictures=(FormPicture(jpeg_of(photo)),))
    templates = (template(photo=photo is not None),)
    render_form("claim_form", "zh", facts, target, templates=templates)


if __name__ == "__main__":
    told = pickle.loads(Path(sys.argv[1]).read_bytes())
    printed(told, Path(sys.argv[3]), Path(sys.argv[2]))
