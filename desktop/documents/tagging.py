"""The logical structure of a paper: which text is a title, a paragraph, a cell of a table.

Screen readers, text extraction and the comparison of a stored paper with its data all read
this tree (ISO 32000-1, 14.7 and 14.8).
"""

from __future__ import annotations

from reportlab.pdfbase.pdfdoc import PDFDocument, PDFObject


class Element:
    """A node of the tree; text drawn for it is recorded as (page, number on that page)."""

    __slots__ = ("attributes", "kids", "marks", "number", "parent", "tag")

    def __init__(self, tag: str, parent: Element | None = None, attributes: str = "") -> None:
        self.tag = tag
        self.parent = parent
        self.attributes = attributes
        self.kids: list[Element] = []
        self.marks: list[tuple[int, int]] = []
        self.number = 0
        if parent is not None:
            parent.kids.append(self)

    def is_drawn(self) -> bool:
        """Whether it or anything under it has been put on a page."""
        return bool(self.marks) or any(kid.is_drawn() for kid in self.kids)


class _Written(PDFObject):  # type: ignore[misc]  # ReportLab is untyped
    """An object whose text is ready."""

    def __init__(self) -> None:
        self.text = b""

    def format(self, _document: PDFDocument) -> bytes:
        return self.text


class Structure:
    """Collects the marks of each page and writes the tree into the document."""

    def __init__(self, root: Element) -> None:
        self.root = root
        self._pages: list[list[Element]] = []

    def begin_page(self) -> None:
        """From now on marks belong to the next page."""
        self._pages.append([])

    def mark(self, element: Element) -> int:
        """The number of a new piece of marked content of `element` on this page."""
        page = self._pages[-1]
        element.marks.append((len(self._pages) - 1, len(page)))
        page.append(element)
        return len(page) - 1

    def write(self, document: PDFDocument) -> None:
        """Add the tree to the catalogue; the pages must have been shown already."""
        drawn = [element for element in _walk(self.root) if element.is_drawn()]
        objects = [_reserve(document, element) for element in drawn]
        tree, parents = _Written(), _Written()
        top = _number(document, tree, "StructTreeRoot")
        for element, written in zip(drawn, objects, strict=True):
            written.text = _element_text(document, element, top)
        parent_tree = _number(document, parents, "ParentTree")
        parents.text = self._parent_tree()
        tree.text = (
            f"<< /Type /StructTreeRoot /K {self.root.number} 0 R /ParentTree {parent_tree} 0 R "
            f"/ParentTreeNextKey {len(self._pages)} >>"
        ).encode()
        document.Catalog.StructTreeRoot = tree

    def _parent_tree(self) -> bytes:
        entries = [
            f"{page} [" + " ".join(f"{element.number} 0 R" for element in elements) + "]"
            for page, elements in enumerate(self._pages)
        ]
        return ("<< /Nums [" + "\n".join(entries) + "] >>").encode()


def _walk(element: Element) -> list[Element]:
    found = [element]
    for kid in element.kids:
        found += _walk(kid)
    return found


def _number(document: PDFDocument, written: _Written, name: str) -> int:
    document.Reference(written, name)
    return int(document.idToObjectNumberAndVersion[name][0])


def _reserve(document: PDFDocument, element: Element) -> _Written:
    written = _Written()
    element.number = _number(document, written, f"Element{document.objectcounter}")
    return written


def _page(document: PDFDocument, page: int) -> int:
    return int(document.idToObjectNumberAndVersion[f"Page{page + 1}"][0])


def _element_text(document: PDFDocument, element: Element, top: int) -> bytes:
    parent = element.parent.number if element.parent is not None else top
    pieces = [f"{kid.number} 0 R" for kid in element.kids if kid.number]
    pieces += [
        f"<< /Type /MCR /Pg {_page(document, page)} 0 R /MCID {number} >>"
        for page, number in element.marks
    ]
    return (
        f"<< /Type /StructElem /S /{element.tag} /P {parent} 0 R "
        f"{element.attributes}/K [{' '.join(pieces)}] >>"
    ).encode()
