import FoundationEssentials
import Testing

@testable import Export

/// The unit that is installed for any node, beside the one that is written for a certain one.
@Suite struct UnitTemplateTests {
  @Test func `the template treats its service as an exported unit does`() throws {
    let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let template = try String(contentsOf: package.appending(path: "Packaging/nodectl@.service"), encoding: .utf8)
    let export = SystemdExport(
      node: "edge-01", engine: .docker, specDirectory: "/srv", dataDirectory: "/srv/k0s-data", notes: [])
    let unit = export.service(running: ["/usr/bin/nodectl", "supervise"]).text
    #expect(service(template) == service(unit))
    #expect(template.contains("\nExecStart=@bindir@/nodectl supervise -f /etc/nodectl/%i/node.yaml\n"))
  }

  /// The settings of a unit's service, without comments and without what it runs.
  private func service(_ unit: String) -> [Substring] {
    unit.split(separator: "\n").drop { $0 != "[Service]" }.filter { !$0.hasPrefix("#") && !$0.hasPrefix("ExecStart=") }
  }
}
