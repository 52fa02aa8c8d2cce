"""PowerPoint: from the pages of a deck to a .pptx with native charts that anybody can edit."""

from analytics.slides.faults import SlidesError
from analytics.slides.made import pptx_of
from analytics.slides.style import HOUSE, Style, read_style, style_of
from analytics.slides.template import check_template

__all__ = ["HOUSE", "SlidesError", "Style", "check_template", "pptx_of", "read_style", "style_of"]
