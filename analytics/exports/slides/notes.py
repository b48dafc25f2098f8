"""What the presenter reads under a slide."""

from pptx.slide import Slide as Page


def add_notes(page: Page, notes: tuple[tuple[str, str], ...]) -> None:
    """Writes headings in bold with their text after them; headings without a text are left out."""
    said = [(heading, text) for heading, text in notes if text]
    if not said:
        return
    frame = page.notes_slide.notes_text_frame
    for place, (heading, text) in enumerate(said):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        if heading:
            name = paragraph.add_run()
            name.text = f"{heading}: "
            name.font.bold = True
        paragraph.add_run().text = text
