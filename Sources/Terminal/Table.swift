/// Rows of text in columns that are as wide as their widest cell.
package struct Table: Sendable {
  private var rows: [[String]]

  package init(header: [String]) { rows = [header] }

  package mutating func add(_ row: [String]) { rows.append(row) }

  /// The table, a line a row, without blanks at line ends.
  package var text: String {
    let columns = rows.map(\.count).max() ?? 0
    let widths = (0..<columns).map { column in
      rows.map { column < $0.count ? $0[column].terminalWidth : 0 }.max() ?? 0
    }
    return rows.map { row in
      let cells = row.enumerated().map { column, cell in
        column == row.count - 1 ? cell : cell.padded(to: widths[column] + 3)
      }
      return cells.joined().trimmingTrailingBlanks + "\n"
    }.joined()
  }
}
