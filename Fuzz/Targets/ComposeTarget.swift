@testable import Compose
import Export
import NodeSpec
import YAML

/// Compose files, each document going over those before it: what is read can be exported, and is read as the same again.
enum ComposeTarget: FuzzTarget {
  private static let variables = Variables([
    "EMPTY": .text(""), "NAME": .text("edge-01"), "DOLLAR": .text("a$b"), "LATER": .deferred(reference: "${LATER:?x}"),
  ])

  static func read(_ bytes: [UInt8]) {
    guard let source = try? Source(name: "compose.yaml", bytes: bytes),
      let documents = try? Parser.parse(source), let first = documents.first
    else { return }
    for keepingEscapes in [false, true] {
      let diagnostics = Diagnostics()
      func interpolate(_ document: Node) -> Node {
        Interpolator.interpolate(document, variables, keepingEscapes: keepingEscapes, diagnostics)
      }
      let merged = Overlay.merge(documents.dropFirst().map(interpolate), over: interpolate(first), diagnostics)
      let project = Project.read(merged, name: "edge-01", diagnostics)
      diagnostics.check()
      if !diagnostics.hasErrors { checkWriting(project) }
    }
  }

  static func checkWriting(_ project: Project) {
    let text = ComposeExport.yaml(project, notes: [])
    let diagnostics = Diagnostics()
    guard let document = try? Parser.parse(Source(name: "written", text: text)).first else {
      preconditionFailure("what is written is no YAML: \(text)")
    }
    let again = Project.read(document, name: project.name, diagnostics)
    precondition(!diagnostics.hasErrors, "\(diagnostics.problems)")
    precondition(again == project, text)
    for service in project.services {
      let json = service.rendered.canonicalJSON
      // Keys are sorted there, and what is in their order with them.
      precondition(Service(service.name, rendered: json)?.rendered.canonicalJSON == json, json)
    }
  }
}
