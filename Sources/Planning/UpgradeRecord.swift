import Compose
import FoundationEssentials
import YAML

/// What an upgrade began from, and what it changes.
///
/// It is kept on the engine, as the labels of a volume in memory that nobody mounts: from before the first change until
/// the node is as it should be again, whichever run sees to that. Where there is one, an upgrade is under way or was
/// interrupted.
package struct UpgradeRecord: Sendable, Equatable {
  /// A container as it was.
  package struct Container: Sendable, Equatable, Codable {
    /// The id of its image, which the reference may no longer mean.
    package let image: String
    package let labels: [String: String]

    package var service: String { labels[Label.service] ?? "" }

    /// What it was made from, every secret in it by its fingerprint.
    var description: Value? { labels[Label.config].flatMap { Self.parse($0) } }

    /// The reference of its image.
    package var reference: String? {
      guard case .string(let text)? = description?["image"] else { return nil }
      return text
    }

    private static func parse(_ text: String) -> Value? {
      (try? Parser.parse(Source(name: Label.config, text: text)))?.first?.value
    }
  }

  package let containers: [Container]
  /// What is changed, in words, such as `k0s v1.34.1-k0s.0 → v1.34.2-k0s.0`.
  package let words: String

  /// What an upgrade to a node would begin from.
  init(of observed: ObservedState, to desired: DesiredNode) {
    let services = Set(observed.containers.filter(\.isOwn).compactMap(\.service)).sorted()
    let containers = services.compactMap { observed.container(of: $0) }.map {
      Container(image: $0.image, labels: $0.labels)
    }
    self.containers = containers
    let changes = desired.project.services.compactMap { service -> String? in
      let old = containers.first { $0.service == service.name }?.reference
      return old == service.image ? nil : ImageChange(service: service.name, old: old, new: service.image).description
    }
    words = changes.isEmpty ? "settings" : changes.joined(separator: ", ")
  }

  /// What a volume of an engine remembers; nil for any other.
  init?(_ volume: ObservedVolume) {
    guard let text = volume.labels[Label.previous],
      let containers = try? JSONDecoder().decode([Container].self, from: Data(text.utf8))
    else { return nil }
    self.containers = containers
    words = volume.labels[Label.upgrade] ?? ""
  }

  /// The name of the volume on the engine.
  package static func volumeName(of node: String) -> String { "\(node)_nodectl-upgrade" }

  /// The labels of the volume.
  package func labels(of node: String) -> [String: String] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(containers) else { preconditionFailure("texts always encode") }
    return [
      Label.project: node, Label.version: NodectlVersion.current, Label.upgrade: words,
      Label.previous: String(decoding: data, as: UTF8.self),
    ]
  }

  package func container(of service: String) -> Container? { containers.first { $0.service == service } }
}

extension ObservedState {
  /// What an upgrade began from that has not come to its end.
  package var upgrade: UpgradeRecord? { volumes.lazy.compactMap(UpgradeRecord.init).first }
}
