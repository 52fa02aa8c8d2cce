"""Word: the year, all years, and the draft of an annual report as .docx with styles, text and tables to edit."""

from analytics.word.documents import draft_docx, matrix_docx, year_docx
from analytics.word.faults import WordError
from analytics.word.pictures import Draw, drawn
from analytics.word.trial import check_template

__all__ = ["Draw", "WordError", "check_template", "draft_docx", "drawn", "matrix_docx", "year_docx"]
