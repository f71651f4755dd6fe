import FoundationEssentials
import HTTP
import TOML
import YAML

/// The connections that `podman system connection` knows.
///
/// They are in `podman-connections.json`, before Podman 5 in the containers.conf files; of one that is in both, the
/// former counts.
struct PodmanConnections {
  struct Connection {
    let uri: String
    var identity: String?
    var tls: TLSFiles?
  }

  private(set) var all: [String: Connection] = [:]
  /// The name of the one that is used where none is asked for.
  private(set) var standard: String?
  /// Where `podman system connection add` writes.
  let file: String

  /// Throws ``EngineResolutionError/unreadable(file:reason:)``.
  init(_ resolver: EngineResolver) throws(EngineResolutionError) {
    let own = (resolver.environment["XDG_CONFIG_HOME"] ?? "\(resolver.home)/.config") + "/containers"
    file = resolver.environment["PODMAN_CONNECTIONS_CONF"] ?? "\(own)/podman-connections.json"
    for path in Self.configurations(resolver, own: own) {
      guard let text = resolver.files.read(path) else { continue }
      do { try take(TOMLDocument(Source(name: path, text: text)).value) } catch {
        throw .unreadable(file: path, reason: "\(error.message), at \(error.mark)")
      }
    }
    if let text = resolver.files.read(file) {
      do { take(try JSONDecoder().decode(File.self, from: Data(text.utf8)).connection) } catch {
        throw .unreadable(file: file, reason: (error as? DecodingError).map(JSON.describe) ?? "\(error)")
      }
    }
  }

  /// The containers.conf files, in the order in which they are read: a later one wins.
  private static func configurations(_ resolver: EngineResolver, own: String) -> [String] {
    let override = resolver.environment["CONTAINERS_CONF_OVERRIDE"].map { [$0] } ?? []
    if let only = resolver.environment["CONTAINERS_CONF"] { return [only] + override }
    let trees = ["/usr/share/containers", "/etc/containers", own].map { "\($0)/containers.conf" }
    return trees.flatMap { file in
      let dropIns = resolver.files.names("\(file).d").filter { $0.hasSuffix(".conf") }.sorted()
      return [file] + dropIns.map { "\(file).d/\($0)" }
    } + override
  }

  private mutating func take(_ configuration: Value) {
    guard let engine = configuration["engine"] else { return }
    if let name = engine["active_service"]?.text { standard = name }
    guard case .mapping(let destinations)? = engine["service_destinations"] else { return }
    for destination in destinations {
      guard let uri = destination.value["uri"]?.text else { continue }
      all[destination.key] = Connection(uri: uri, identity: destination.value["identity"]?.text)
    }
  }

  private mutating func take(_ list: File.List) {
    if let name = list.standard, !name.isEmpty { standard = name }
    for (name, item) in list.all {
      let tls = TLSFiles(authority: item.authority, certificate: item.certificate, key: item.key)
      all[name] = Connection(
        uri: item.uri, identity: item.identity.flatMap { $0.isEmpty ? nil : $0 }, tls: tls == TLSFiles() ? nil : tls)
    }
  }

  private struct File: Decodable {
    struct List: Decodable {
      let standard: String?
      @OrEmpty var all: [String: Item]

      enum CodingKeys: String, CodingKey {
        case standard = "Default"
        case all = "Connections"
      }
    }

    struct Item: Decodable {
      let uri: String
      let identity: String?
      let authority: String?
      let certificate: String?
      let key: String?

      enum CodingKeys: String, CodingKey {
        case uri = "URI"
        case identity = "Identity"
        case authority = "TLSCA"
        case certificate = "TLSCert"
        case key = "TLSKey"
      }
    }

    let connection: List

    enum CodingKeys: String, CodingKey { case connection = "Connection" }
  }
}

extension Value {
  /// Nil where it is no text, or an empty one.
  fileprivate var text: String? { if case .string(let text) = self, !text.isEmpty { text } else { nil } }
}
