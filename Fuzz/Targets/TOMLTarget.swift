@testable import Runtimes
import NodeSpec
import TOML
import YAML

/// A TOML file, as a drop-in of CRI-O's too.
enum TOMLTarget: FuzzTarget {
  static func read(_ bytes: [UInt8]) {
    guard let source = try? Source(name: "fuzz.toml", bytes: bytes) else { return }
    let diagnostics = Diagnostics()
    CRIOConfiguration.checkDropIn(source, diagnostics)
    diagnostics.check()
    do throws(TOMLError) {
      let document = try TOMLDocument(source)
      var keys = 0
      check(document.value, at: [], in: document, &keys)
      checkLineEnds(document)
    } catch {
      precondition(TextPlaces(source).contain(error.mark), "\(error)")
    }
  }

  /// Only of the first keys: each is looked for in the whole text.
  private static func check(_ value: Value, at path: [String], in document: TOMLDocument, _ keys: inout Int) {
    guard case .mapping(let entries) = value else { return }
    for entry in entries where keys < 30 {
      keys += 1
      precondition(TextPlaces(document.source).contain(document.mark(of: path + [entry.key])))
      check(entry.value, at: path + [entry.key], in: document, &keys)
    }
  }

  /// Keys are where they are, whichever line ends the file has.
  private static func checkLineEnds(_ document: TOMLDocument) {
    guard !document.source.text.utf8.contains(UInt8(ascii: "\r")) else { return }
    let text = document.source.text.replacing("\n", with: "\r\n")
    guard let other = try? TOMLDocument(Source(name: document.source.name, text: text)) else {
      preconditionFailure("the line ends make it something else")
    }
    precondition(other.keys == document.keys)
    for key in document.keys.prefix(30) { precondition(other.mark(of: [key]) == document.mark(of: [key])) }
  }
}
