"""Write the sample workbooks again: `python -m data.sample`."""

from data.configuration.agreement_loading import find_agreement, load_agreement
from data.sample import AGREEMENT, FOLDER
from data.sample.generate import books
from data.sample.workbook import write


def main() -> None:
    """Write every sample workbook beside this file; a test pins that the committed ones have the same content."""
    for book in books(load_agreement(find_agreement(AGREEMENT))):
        write(book, FOLDER / book.file)
        print(f"{book.file}: {', '.join(f'{sheet.name} {len(sheet.rows) - 1}' for sheet in book.sheets)}")


if __name__ == "__main__":
    main()
