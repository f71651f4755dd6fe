import ArgumentParser
import FoundationEssentials
import Testing
import SystemPackage

@testable import nodectl

/// The documents beside the sources: what they point at is there, and they know every command.
@Suite struct DocumentationTests {
  @Test func `what documents link to is there`() throws {
    let documents =
      ["README.md", "CONTRIBUTING.md"] + (try names(in: "docs").filter { $0.hasSuffix(".md") }.map { "docs/\($0)" })
    for document in documents {
      let directory = repository.appending(document).removingLastComponent()
      for link in try text(document).matches(of: /\]\(([^)#:]+)(?:#[^)]*)?\)/) {
        let target = directory.pushing(.init(String(link.1))).lexicallyNormalized()
        #expect(FileManager.default.fileExists(atPath: target.string), "\(document): \(link.1)")
      }
    }
  }

  @Test func `every command is in the README's table, and every page is linked from there or from another page`() throws
  {
    let readme = try text("README.md")
    let table = readme.split(separator: "\n").filter { $0.hasPrefix("| `") }.joined()
    for command in Nodectl.configuration.subcommands {
      guard let name = command.configuration.commandName, command.configuration.shouldDisplay else { continue }
      #expect(table.contains("`\(name)`"), "\(name)")
    }
    let pages = try names(in: "docs").filter { $0.hasSuffix(".md") }
    let all = try readme + text("CONTRIBUTING.md") + pages.map { try text("docs/\($0)") }.joined()
    for page in pages {
      #expect(all.contains("docs/\(page)") || all.contains("(\(page)"), "\(page)")
    }
  }

  private func text(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(fileURLWithPath: repository.appending(name).string)), as: UTF8.self)
  }

  private func names(in directory: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: repository.appending(directory).string).sorted()
  }
}
