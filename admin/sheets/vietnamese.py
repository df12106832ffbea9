"""What is said of a file of procedures, in Vietnamese: template in English -> its translation."""

ENTRIES: dict[str, str] = {
    "is empty": "ô này còn trống; hãy điền vào",
    "has {n:,} signs; at most {most:,} are kept": "có {n} ký tự; hãy rút gọn còn nhiều nhất {most}",
    "holds a sign that cannot be printed ({sign}, behind '{before}'); delete it": (
        "có ký tự không in được ({sign}, sau “{before}”); hãy xóa ký tự đó"
    ),
    "holds HTML ({html}); write plain text": "có mã HTML ({html}); hãy chỉ ghi văn bản thường",
    "has lost letters ('{word}'); save the file as 'CSV UTF-8'": (
        "bị mất chữ (“{word}”); hãy lưu lại tệp theo kiểu “CSV UTF-8”"
    ),
    "'{text}' is what a spreadsheet makes of a code; format the column as text": (
        "“{text}” là mã đã bị bảng tính đổi; hãy định dạng cột này là văn bản rồi nhập lại mã"
    ),
    "'{text}' is not a code; right would be 1 to 40 signs, no spaces, one code a cell": (
        "“{text}” không phải là mã; mã có 1 đến 40 ký tự, không có dấu cách, mỗi ô một mã"
    ),
    "'{sign}' of '{text}' is a letter of another alphabet ({named}); type the code again": (
        "“{sign}” trong “{text}” là chữ của bảng chữ cái khác ({named}); hãy gõ lại mã"
    ),
    "{text} is a date without its format; format the column as a date": (
        "{text} là ngày bị mất định dạng; hãy định dạng cột này là ngày"
    ),
    "'{text}' is not a date like 2026-11-23 or 23/11/2026": (
        "“{text}” không phải là ngày; hãy ghi như 23/11/2026 hoặc 2026-11-23"
    ),
    "'{text}' is not an address like https://dichvucong.gov.vn/…": (
        "“{text}” không phải là địa chỉ; hãy ghi như https://dichvucong.gov.vn/…"
    ),
    "'{text}' is not known; right would be {right}": "không hiểu “{text}”; hãy ghi {right}",
    "none, một phần or toàn trình": "“không”, “một phần” hoặc “toàn trình”",
    "có or không": "“có” hoặc “không”",
    "{text} is a number, its zeros may be lost; format it as text": (
        "{text} là một số, có thể đã mất số 0; hãy định dạng ô là văn bản rồi nhập lại mã"
    ),
    "{text} is a date, the code is lost; format it as text": (
        "{text} là một ngày, mã đã bị mất; hãy định dạng ô là văn bản rồi nhập lại mã"
    ),
    "{text} is a time, the code is lost; format it as text": (
        "{text} là một giờ, mã đã bị mất; hãy định dạng ô là văn bản rồi nhập lại mã"
    ),
    "{text} is a number; format the cell as text and type it again": (
        "{text} là một số; hãy định dạng ô là văn bản rồi nhập lại"
    ),
    "{text} is a date; format the cell as text and type it again": (
        "{text} là một ngày; hãy định dạng ô là văn bản rồi nhập lại"
    ),
    "{text} is a time; format the cell as text and type it again": (
        "{text} là một giờ; hãy định dạng ô là văn bản rồi nhập lại"
    ),
    "'{code}' stands already on line {line}{other}{merged}": (
        "mã “{code}” đã có ở dòng {line}{other}{merged}; mỗi mã chỉ được có một lần"
    ),
    " as '{other}'": ", ghi là “{other}”",
    "; its cell is merged, each procedure needs its own row": (
        "; ô này là ô gộp, mỗi thủ tục cần một dòng riêng"
    ),
    "{last} is before valid_from, {first}": (
        "ngày hết hiệu lực {last} lại trước ngày hiệu lực {first}; hãy sửa một trong hai ngày"
    ),
    "'{text}' is not configured; {hint}": "“{text}” chưa có trong cấu hình; {hint}",
    "which service of {department}? {hint}": (
        "chưa rõ nội dung giao dịch nào của {department}; {hint}"
    ),
    "name one of {known}": "hãy ghi một trong: {known}",
    "add this column with one of {known}": "hãy thêm cột này và ghi một trong: {known}",
    "'{text}' stands for what is above; write that out": (
        "“{text}” là dấu thay cho ô trên; hãy ghi lại đầy đủ nội dung của ô trên"
    ),
    "holds text that is struck out ('{text}'); delete it, or take the line through it away": (
        "có chữ bị gạch ngang (“{text}”); hãy xóa chữ đó hoặc bỏ gạch ngang"
    ),
    "it has none": "cơ quan này chưa có nội dung giao dịch nào",
    "did you mean '{near}'?": "có phải là “{near}”?",
    "known: {known}": "hãy dùng một trong: {known}",
    "there are more cells than columns ('{text}')": (
        "có nhiều ô hơn số cột (“{text}”); hãy xóa ô thừa"
    ),
    "holds a formula; paste its value instead": "có công thức; hãy dán giá trị thay cho công thức",
    "holds the error {error}": "có lỗi {error} của bảng tính; hãy nhập lại giá trị",
    "cell {at}": "ô {at}",
    "looks like {code}: '{right}' is meant? convert the text to Unicode": (
        "hình như viết bằng bảng mã {code} (có phải là “{right}”?); hãy chuyển sang Unicode"
    ),
}
"""Of one cell or row."""
FILES: dict[str, str] = {
    "the column '{name}' is unknown; {hint}": "không biết cột “{name}”; {hint}",
    "the column is there twice": "cột này có hai lần; hãy bỏ một cột",
    "the column '{name}' is there twice; keep one of them": (
        "cột “{name}” có hai lần; hãy chỉ giữ lại một cột"
    ),
    "the column is missing": "thiếu cột này; hãy thêm vào",
    "the file has more than {most:,} procedures; at most so many are taken": (
        "tệp có hơn {most} thủ tục; chỉ nhận nhiều nhất {most}"
    ),
    "the file names no procedure": "tệp không có thủ tục nào; hãy chọn tệp khác",
    "departments that are not configured here, {n:,} procedures: {named}": (
        "cơ quan không có ở đây, {n} thủ tục: {named}"
    ),
    "{name} ({n:,}, from line {line}{meant})": "{name} ({n}, từ dòng {line}{meant})",
    "; did you mean '{near}'?": "; có phải là “{near}”?",
    "no procedure is of a department that is configured here ({known})": (
        "không thủ tục nào thuộc cơ quan có ở đây ({known})"
    ),
    "the file is empty; its first line names the columns": (
        "tệp trống; dòng đầu phải ghi tên các cột"
    ),
    "reading takes too long or too much memory; copy the table alone into a new file": (
        "đọc tệp quá lâu hoặc tốn quá nhiều bộ nhớ; hãy chép riêng bảng thủ tục sang tệp mới"
    ),
    "the file is larger than {most} MB": "tệp lớn hơn {most} MB; hãy chọn tệp nhỏ hơn",
    "the file cannot be read ({error})": "không đọc được tệp ({error}); hãy chọn lại tệp",
    "the file begins as UTF-16 and does not go on so; save it as 'CSV UTF-8'": (
        "tệp bắt đầu bằng UTF-16 nhưng phần sau không phải; hãy lưu lại theo kiểu “CSV UTF-8”"
    ),
    "line {line} is not UTF-8; save the file as 'CSV UTF-8'": (
        "dòng {line} không phải UTF-8; hãy lưu lại tệp theo kiểu “CSV UTF-8”"
    ),
    "looks like {code}: '{right}' is meant? convert the file to Unicode": (
        "tệp hình như viết bằng bảng mã {code} (có phải là “{right}”?); hãy chuyển cả tệp sang "
        "Unicode"
    ),
    'from line {line} on this is not CSV: {error}; a mark " inside a text is doubled': (
        'từ dòng {line} trở đi không phải là CSV ({error}); dấu " trong văn bản phải ghi hai lần'
    ),
    "this is a picture; type its table into a workbook (.xlsx)": (
        "đây là ảnh; hãy gõ bảng vào tệp Excel (.xlsx)"
    ),
    "this is a web page or XML, whatever it is called; save it as .xlsx": (
        "đây là trang web hoặc XML dù tên tệp là gì; hãy lưu lại thành .xlsx"
    ),
    "this is a shortcut; choose the file that it leads to": (
        "đây là lối tắt (shortcut); hãy chọn chính tệp mà nó dẫn đến"
    ),
    "this is a link to a sheet on the web; download the sheet itself as .xlsx": (
        "đây là đường dẫn đến trang tính trên mạng; hãy tải chính trang tính đó về thành .xlsx"
    ),
    "this is a PDF; save the table itself as .xlsx or 'CSV UTF-8'": (
        "đây là tệp PDF; hãy lưu chính bảng đó thành .xlsx hoặc “CSV UTF-8”"
    ),
    "this is a text document (.rtf); copy its table into a workbook (.xlsx)": (
        "đây là văn bản .rtf; hãy chép bảng vào tệp Excel (.xlsx)"
    ),
    "this is a packed file ({kind}); unpack it first": "đây là tệp nén {kind}; hãy giải nén trước",
    "this is a packed folder (.zip), not a workbook; unpack it first": (
        "đây là tệp nén .zip, không phải tệp Excel; hãy giải nén trước"
    ),
    "this is a Word document; copy its table into a workbook (.xlsx)": (
        "đây là tệp Word; hãy chép bảng vào tệp Excel (.xlsx)"
    ),
    "this is a workbook of the old kind (.xls); save it as .xlsx": (
        "đây là tệp Excel kiểu cũ (.xls); hãy lưu lại thành .xlsx"
    ),
    "this is a binary workbook (.xlsb); save it as .xlsx": (
        "đây là tệp Excel nhị phân (.xlsb); hãy lưu lại thành .xlsx"
    ),
    "this is an OpenDocument file (.ods); save it as .xlsx": (
        "đây là tệp OpenDocument (.ods); hãy lưu lại thành .xlsx"
    ),
    "this is a 'Strict Open XML' workbook; save it as 'Excel Workbook (.xlsx)'": (
        "đây là tệp “Strict Open XML”; hãy lưu lại theo kiểu “Excel Workbook (.xlsx)”"
    ),
    "the workbook is protected by a password; take it off and save it as .xlsx": (
        "tệp Excel có mật khẩu; hãy bỏ mật khẩu rồi lưu thành .xlsx"
    ),
    "the file is protected by a password; take it off and save it anew": (
        "tệp có mật khẩu; hãy bỏ mật khẩu rồi lưu lại"
    ),
    "the workbook is too large when unpacked": (
        "tệp Excel quá lớn khi giải nén; hãy chép riêng bảng thủ tục sang tệp mới"
    ),
    "the workbook names rows beyond {last:,}": (
        "tệp Excel có dòng sau dòng {last}; hãy chép bảng sang tệp mới"
    ),
    "the workbook cannot be read ({error}); save it anew as .xlsx": (
        "không đọc được tệp Excel ({error}); hãy lưu lại thành .xlsx"
    ),
    "this row names the columns in another order": (
        "dòng này ghi lại tên cột theo thứ tự khác; hãy xóa dòng này hoặc xếp lại các cột"
    ),
    "the sheets {names} name the columns alike; keep one of them": (
        "các trang tính {names} đều có tên cột như nhau; hãy chỉ giữ lại một"
    ),
    "the sheet '{sheet}', which names the columns, is hidden; show it": (
        "trang tính “{sheet}” có tên các cột nhưng đang bị ẩn; hãy cho hiện ra"
    ),
    "all columns stand in one cell; split them (Data › Text to Columns)": (
        "mọi cột nằm chung trong một ô; hãy tách ra (Data › Text to Columns)"
    ),
    "no row names the columns ({columns} …); looked at {places}": (
        "không dòng nào ghi tên các cột (như mã thủ tục, tên thủ tục, cơ quan, lĩnh vực …); đã "
        "xem {places}"
    ),
    "sheet '{sheet}' rows 1 to {last}": "trang tính “{sheet}” dòng 1 đến {last}",
    "lines 1 to {last}": "dòng 1 đến {last}",
}
"""Of a file as a whole."""
DOUBTS: dict[str, str] = {
    "{n:,} of {all:,} procedures would be closed ({codes}): is the file complete?": (
        "{n} trong {all} thủ tục sẽ bị đóng ({codes}); tệp đã đủ chưa?"
    ),
    "1 hidden row, by a filter or by hand ({rows}): meant too? show them, or delete them": (
        "Dòng {rows} đang bị ẩn do bộ lọc hoặc do người làm; có nhập cả dòng này không? Hãy cho "
        "hiện ra hoặc xóa đi."
    ),
    "{n:,} hidden rows, by a filter or by hand ({rows}): meant too? show them, or delete them": (
        "{n} dòng đang bị ẩn do bộ lọc hoặc do người làm ({rows}); có nhập cả các dòng này "
        "không? Hãy cho hiện ra hoặc xóa đi."
    ),
    "hidden columns ({columns}) are read too: is what they hold still right?": (
        "Các cột đang bị ẩn ({columns}) vẫn được đọc; nội dung của các cột này còn đúng không?"
    ),
    "rows that are struck out are left out ({rows}): are these procedures no more? delete the "
    "rows, or take the line through them away": (
        "Các dòng bị gạch ngang không được nhập ({rows}); có phải các thủ tục này đã bãi bỏ? Hãy "
        "xóa các dòng đó hoặc bỏ gạch ngang."
    ),
    "{n:,} of {all:,} codes ({codes}) would get the name of another one: was one column "
    "sorted without the others?": (
        "{n} trong {all} mã ({codes}) sẽ mang tên của mã khác; có phải chỉ một cột được sắp xếp "
        "mà các cột khác thì không?"
    ),
    "{pairs}{more}: did a spreadsheet change the codes? format their column as text": (
        "{pairs}{more}; có phải bảng tính đã đổi mã? Hãy định dạng cột mã là văn bản."
    ),
    "{old} would be closed and {new} added": "{old} sẽ bị đóng và {new} được thêm",
    " and {n:,} more": " và {n} mã nữa",
    "{codes}: other codes have six digits after the point; did a spreadsheet change them? "
    "format the column as text": (
        "{codes}: các mã khác có sáu chữ số sau dấu chấm; có phải bảng tính đã đổi các mã này? "
        "Hãy định dạng cột mã là văn bản."
    ),
}
"""What is asked before an import."""
VIETNAMESE = {**ENTRIES, **FILES, **DOUBTS}
