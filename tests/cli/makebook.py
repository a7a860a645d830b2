"""Writes small workbooks for the cases: cells, merges, hidden rows, formulas, day cells.

    import makebook
    makebook.write("a.xlsx", [("表", [["村", "姓名"], ["柏垭村", "张三"]])])

A cell is None, a text, a number, Day(serial), Formula(text, cached value or None) or Failed("#REF!").
A sheet is (name, rows) or (name, rows, {"merge": ["A1:C1"], "hide": [3], "hidden": True}).
"""
import collections
import zipfile
from xml.sax.saxutils import escape

Day = collections.namedtuple("Day", "serial")
Formula = collections.namedtuple("Formula", "text cached")
Failed = collections.namedtuple("Failed", "code")

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def column(i):
    name = ""
    i += 1
    while i:
        i, rest = divmod(i - 1, 26)
        name = chr(65 + rest) + name
    return name


def cell_xml(at, cell):
    if isinstance(cell, str):
        return f'<c r="{at}" t="inlineStr"><is><t xml:space="preserve">{escape(cell)}</t></is></c>'
    if isinstance(cell, Day):
        return f'<c r="{at}" s="1"><v>{cell.serial}</v></c>'
    if isinstance(cell, Formula):
        cached = "" if cell.cached is None else f"<v>{cell.cached}</v>"
        return f'<c r="{at}"><f>{escape(cell.text)}</f>{cached}</c>'
    if isinstance(cell, Failed):
        return f'<c r="{at}" t="e"><v>{cell.code}</v></c>'
    return f'<c r="{at}"><v>{cell!r}</v></c>'


def sheet_xml(rows, options):
    xml = [f'<worksheet xmlns="{MAIN}"><sheetData>']
    for r, row in enumerate(rows, 1):
        xml.append(f'<row r="{r}"{" hidden=" + chr(34) + "1" + chr(34) if r in options.get("hide", ()) else ""}>')
        xml += [cell_xml(f"{column(c)}{r}", cell) for c, cell in enumerate(row) if cell is not None]
        xml.append("</row>")
    xml.append("</sheetData>")
    merges = options.get("merge", ())
    if merges:
        xml.append("<mergeCells>" + "".join(f'<mergeCell ref="{m}"/>' for m in merges) + "</mergeCells>")
    return "".join(xml) + "</worksheet>"


def write(path, sheets, date1904=False):
    sheets = [sheet if len(sheet) > 2 else (*sheet, {}) for sheet in sheets]
    book = [f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">',
            '<workbookPr date1904="1"/>' if date1904 else "<workbookPr/>", "<sheets>"]
    links = [f'<Relationships xmlns="{PACKAGE}relationships">',
             f'<Relationship Id="s" Type="{OFFICE}/styles" Target="styles.xml"/>']
    for i, (name, _, options) in enumerate(sheets, 1):
        hidden = ' state="hidden"' if options.get("hidden") else ""
        book.append(f'<sheet name="{escape(name)}" sheetId="{i}" r:id="r{i}"{hidden}/>')
        links.append(f'<Relationship Id="r{i}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{i}.xml"/>')
    files = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}content-types"><Default Extension="rels" '
                               'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                               '<Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}relationships"><Relationship Id="r1" '
                       f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": "".join(book) + "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": "".join(links) + "</Relationships>",
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><cellXfs count="2"><xf numFmtId="0"/>'
                         '<xf numFmtId="14"/></cellXfs></styleSheet>',
    }
    for i, (_, rows, options) in enumerate(sheets, 1):
        files[f"xl/worksheets/sheet{i}.xml"] = sheet_xml(rows, options)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, text in files.items():
            zipped.writestr(name, text)
