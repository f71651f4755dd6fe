package import NodeSpec
package import YAML

/// A port of the container that the host forwards to it.
package struct PortMapping: Sendable, Equatable {
  package enum Transport: String, Sendable, CaseIterable {
    case tcp
    case udp
    case sctp
  }

  /// The host's address that listens; empty for all.
  package var hostIP: String
  /// The host's port; nil for one that the engine chooses.
  package var published: Int?
  package var target: Int
  package var transport: Transport

  package init(hostIP: String = "", published: Int?, target: Int, transport: Transport = .tcp) {
    (self.hostIP, self.published, self.target, self.transport) = (hostIP, published, target, transport)
  }
}

extension PortMapping {
  /// Reads an entry of `ports:`; a range is several.
  package static func read(_ node: Node, _ diagnostics: Diagnostics) -> [PortMapping] {
    if node.mapping == nil { return node.value(diagnostics, parse) ?? [] }
    var fields = MappingReader(node, diagnostics)
    let target = fields.required("target", hint: "the container's port")?.integer(in: 1...65_535, diagnostics)
    let published = fields.optional("published")?.integer(in: 1...65_535, diagnostics)
    let transport = fields.optional("protocol")?.choice(Transport.self, diagnostics)
    let hostIP = fields.optional("host_ip")?.text(diagnostics)
    if let mode = fields.optional("mode"), mode.text(diagnostics) != "ingress" {
      diagnostics.error(mode.mark, "only 'ingress', the default, means anything to an engine without a swarm")
    }
    fields.reportUnknownKeys(allowingExtensions: true)
    guard let target else { return [] }
    return [PortMapping(hostIP: hostIP ?? "", published: published, target: target, transport: transport ?? .tcp)]
  }

  /// The short form: `[[HOST-IP:]PUBLISHED:]TARGET[/PROTOCOL]`, both ports perhaps ranges of equal length.
  static func parse(_ text: String) throws(InvalidValue) -> [PortMapping] {
    var malformed: InvalidValue {
      InvalidValue(
        "\(Redaction.quote(text)) is not a port mapping", hint: "write it as \"9994:9993/udp\"")
    }
    let halves = text.split(separator: "/", omittingEmptySubsequences: false)
    guard halves.count <= 2, let transport = halves.count == 2 ? Transport(rawValue: String(halves[1])) : .tcp else {
      throw malformed
    }
    var address = halves[0]
    guard let targets = range(popLastPart(of: &address)) else { throw malformed }
    let publishedText = popLastPart(of: &address)
    guard let published = publishedText.isEmpty ? [] : range(publishedText) else { throw malformed }
    guard published.isEmpty || published.count == targets.count else {
      throw InvalidValue("the ranges of \(Redaction.quote(text)) differ in length")
    }
    let hostIP = address.hasPrefix("[") && address.hasSuffix("]") ? address.dropFirst().dropLast() : address
    return targets.enumerated().map { index, target in
      PortMapping(
        hostIP: String(hostIP), published: published.isEmpty ? nil : published[index], target: target,
        transport: transport)
    }
  }

  /// Takes what is behind the last colon, leaving what is before it.
  private static func popLastPart(of text: inout Substring) -> Substring {
    guard let colon = text.lastIndex(of: ":"), text.last != "]" else {
      defer { text = text.last == "]" ? text : text[text.endIndex...] }
      return text.last == "]" ? text[text.endIndex...] : text
    }
    defer { text = text[..<colon] }
    return text[text.index(after: colon)...]
  }

  private static func range(_ text: Substring) -> [Int]? {
    let ends = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
    guard let first = ends.first, let last = ends.last, ends.count <= 2, (1...65_535).contains(first), first <= last,
      last <= 65_535
    else { return nil }
    return Array(first...last)
  }

  var rendered: Value {
    let address = hostIP.isEmpty ? "" : (hostIP.contains(":") ? "[\(hostIP)]:" : "\(hostIP):")
    // An address without a port still has the colon behind the port.
    let port = published.map { "\($0):" } ?? (address.isEmpty ? "" : ":")
    return .string("\(address)\(port)\(target)" + (transport == .tcp ? "" : "/\(transport.rawValue)"))
  }
}
