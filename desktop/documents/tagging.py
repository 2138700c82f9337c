"""The logical structure of a paper: which text is a title, a paragraph, a cell of a table.

Screen readers, text extraction and the comparison of a stored paper with its data all read
this tree (ISO 32000-1, 14.7 and 14.8).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

_CELLS = ("TD", "TH")


class Element:
    """A node of the tree; text drawn for it is recorded as (page, number on that page)."""

    __slots__ = ("attributes", "kids", "marks", "number", "parent", "tag")

    def __init__(self, tag: str, parent: Element | None = None, attributes: str = "") -> None:
        self.tag = tag
        self.parent = parent
        self.attributes = attributes
        # Tuples, for a roster has thousands of elements without kids and with one mark.
        self.kids: tuple[Element, ...] = ()
        self.marks: tuple[tuple[int, int], ...] = ()
        self.number = 0
        if parent is not None:
            parent.kids = (*parent.kids, self)


class Structure:
    """Collects the marks of each page and writes the tree."""

    def __init__(self, root: Element) -> None:
        self.root = root
        self._pages: list[list[Element]] = []

    def begin_page(self) -> None:
        """From now on marks belong to the next page."""
        self._pages.append([])

    def mark(self, element: Element) -> int:
        """The number of a new piece of marked content of `element` on this page."""
        page = self._pages[-1]
        element.marks = (*element.marks, (len(self._pages) - 1, len(page)))
        page.append(element)
        return len(page) - 1

    def write(self, add: Callable[[str], int], first: int, pages: list[int]) -> int:
        """Write the tree as PDF objects and return the number of its root.

        `add` stores an object under the next number, the first of which is `first`; `pages`
        are the numbers of the page objects.
        """
        elements = list(_walk(self.root))
        for number, element in enumerate(elements, first):
            element.number = number
        top = first + len(elements)
        for element in elements:
            add(_element(element, pages, top))
        add(
            f"<< /Type /StructTreeRoot /K {self.root.number} 0 R /ParentTree {top + 1} 0 R "
            f"/ParentTreeNextKey {len(self._pages)} >>"
        )
        add(self._parent_tree())
        return top

    def _parent_tree(self) -> str:
        entries = [
            f"{page} [" + " ".join([f"{element.number} 0 R" for element in elements]) + "]"
            for page, elements in enumerate(self._pages)
        ]
        return "<< /Nums [" + "\n".join(entries) + "] >>"


def _walk(element: Element) -> Iterator[Element]:
    """The element and what is under it, without paragraphs that have no text."""
    element.kids = tuple([k for k in element.kids if k.kids or k.marks or k.tag in _CELLS])
    yield element
    for kid in element.kids:
        if kid.kids:
            yield from _walk(kid)
        else:
            yield kid


def _element(element: Element, pages: list[int], top: int) -> str:
    parent = element.parent.number if element.parent is not None else top
    content, page = [], ""
    if element.marks:
        first = element.marks[0][0]
        page = f"/Pg {pages[first]} 0 R "
        for place, number in element.marks:
            other = f"<< /Type /MCR /Pg {pages[place]} 0 R /MCID {number} >>"
            content.append(str(number) if place == first else other)
    content += [f"{kid.number} 0 R" for kid in element.kids]
    kids = content[0] if len(content) == 1 else f"[{' '.join(content)}]"
    return f"<< /S /{element.tag} /P {parent} 0 R {page}{element.attributes}/K {kids} >>"
