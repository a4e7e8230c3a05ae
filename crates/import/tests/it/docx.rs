//! A Word document, made here: only what the tests need.

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;

const W: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
    xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
    xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\"";

/// A zip of these parts.
pub(crate) fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A document with this body and the styles, numbering, links and notes below.
pub(crate) fn docx(body: &str) -> Vec<u8> {
    let document = format!("<?xml version=\"1.0\"?><w:document {W}><w:body>{body}</w:body></w:document>");
    let styles = format!(
        "<w:styles {W}>\
         <w:style w:styleId=\"Rubrik1\"><w:name w:val=\"heading 1\"/><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style>\
         <w:style w:styleId=\"Egen\"><w:name w:val=\"Own\"/><w:basedOn w:val=\"Rubrik1\"/></w:style>\
         <w:style w:styleId=\"Titel\"><w:name w:val=\"Title\"/></w:style>\
         <w:style w:styleId=\"Runt\"><w:name w:val=\"Loop\"/><w:basedOn w:val=\"Runt\"/></w:style>\
         <w:style w:styleId=\"TOC1\"><w:name w:val=\"toc 1\"/></w:style></w:styles>"
    );
    let level = |at: usize, format: &str, text: &str| {
        format!(
            "<w:lvl w:ilvl=\"{at}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/><w:lvlText w:val=\"{text}\"/></w:lvl>"
        )
    };
    let numbering = format!(
        "<w:numbering {W}><w:abstractNum w:abstractNumId=\"7\">{}{}{}</w:abstractNum>\
         <w:abstractNum w:abstractNumId=\"8\">{}{}</w:abstractNum>\
         <w:num w:numId=\"1\"><w:abstractNumId w:val=\"7\"/></w:num>\
         <w:num w:numId=\"2\"><w:abstractNumId w:val=\"8\"/></w:num></w:numbering>",
        level(0, "decimal", "%1."),
        level(1, "decimal", "%1.%2"),
        level(2, "lowerLetter", "(%3)"),
        level(0, "bullet", "\u{f0b7}"),
        level(1, "bullet", "o"),
    );
    let links = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
         <Relationship Id=\"r1\" Target=\"https://nordlys.example/a_(b)\"/></Relationships>";
    let notes = format!(
        "<w:footnotes {W}><w:footnote w:type=\"separator\" w:id=\"0\"/>\
         <w:footnote w:id=\"2\"><w:p><w:r><w:t>Said below the line.</w:t></w:r></w:p></w:footnote></w:footnotes>"
    );
    let footer = format!("<w:ftr {W}><w:p><w:r><w:t>Version 4.1 of the footer</w:t></w:r></w:p></w:ftr>");
    zipped(&[
        ("word/document.xml", document.as_bytes()),
        ("word/styles.xml", styles.as_bytes()),
        ("word/numbering.xml", numbering.as_bytes()),
        ("word/_rels/document.xml.rels", links.as_bytes()),
        ("word/footnotes.xml", notes.as_bytes()),
        ("word/footer1.xml", footer.as_bytes()),
    ])
}

/// A paragraph, with properties.
pub(crate) fn p(properties: &str, text: &str) -> String {
    format!("<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>")
}

/// `numPr` of a numbering and a level.
pub(crate) fn number(id: u32, level: u32) -> String {
    format!("<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{id}\"/></w:numPr>")
}

/// A contract as Word has it: automatic numbers, runs cut anywhere, tracked changes, a text box, a table, a note.
pub(crate) fn contract() -> Vec<u8> {
    let style = |id: &str| format!("<w:pStyle w:val=\"{id}\"/>");
    let cell = |text: &str| format!("<w:tc>{}</w:tc>", p("", text));
    let row = |head: &str, cells: &[&str]| {
        format!("<w:tr>{head}{}</w:tr>", cells.iter().map(|text| cell(text)).collect::<String>())
    };
    docx(&[
        p(&style("Titel"), "Data processing agreement"),
        p(&style("TOC1"), "1. Scope 2"),
        p(&style("Rubrik1"), "Scope"),
        p(&number(1, 1), "The processor shall process personal data only on instruction."),
        "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"1\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr>\
         <w:r><w:rPr><w:b/></w:rPr><w:t>Noti</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">ce. </w:t></w:r>\
         <w:r><w:t>A breach is told within 24 hours</w:t></w:r><w:r><w:footnoteReference w:id=\"2\"/></w:r>\
         <w:ins><w:r><w:t xml:space=\"preserve\"> of discovery</w:t></w:r></w:ins>\
         <w:del><w:r><w:delText>never</w:delText></w:r></w:del>\
         <w:hyperlink r:id=\"r1\"><w:r><w:t xml:space=\"preserve\"> as shown</w:t></w:r></w:hyperlink><w:r><w:t>.</w:t></w:r></w:p>"
            .to_owned(),
        p(&number(1, 2), "first of the letters;"),
        p(&number(1, 2), "second of the letters."),
        p(&style("Egen"), "Security"),
        p(&number(2, 0), "a bullet"),
        p(&number(2, 1), "a bullet inside it"),
        p(&number(2, 0), "another bullet"),
        p(&style("Runt"), "A style that is its own base."),
        format!(
            "<w:tbl>{}{}</w:tbl>",
            row("<w:trPr><w:tblHeader/></w:trPr>", &["Measure", "What is done"]),
            row("", &["Locks", "On every door"]),
        ),
        "<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>In a text box.</w:t></w:r></w:p>\
         </w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent><w:p><w:r><w:t>In a text box.</w:t></w:r></w:p>\
         </w:txbxContent></mc:Fallback></mc:AlternateContent></w:r></w:p>"
            .to_owned(),
        "<w:sdt><w:sdtContent><w:p><w:r><w:t>Signed by</w:t><w:tab/><w:t>the customer</w:t><w:br/><w:t>in two lines.</w:t></w:r></w:p></w:sdtContent></w:sdt>".to_owned(),
    ]
    .concat())
}

/// Its words in order, as a reader sees them.
pub(crate) const CONTRACT: &str = "Data processing agreement 1. Scope 2 1. Scope 1.1 The processor shall process \
    personal data only on instruction. 1.2 Notice. A breach is told within 24 hours of discovery as shown. Said below \
    the line. (a) first of the letters; (b) second of the letters. 2. Security a bullet a bullet inside it another \
    bullet A style that is its own base. Measure What is done Locks On every door In a text box. Signed by the customer \
    in two lines. Version 4.1 of the footer";
