import Compose

extension ObservedContainer {
  /// What its service needs, by the label that it was made with.
  private var dependencies: [Dependency] { Dependency.all(inLabel: labels[Label.dependsOn] ?? "") }

  private func dependency(on other: ObservedContainer) -> Dependency? {
    dependencies.first { $0.service == other.service }
  }

  /// Whether it can only run while the other does.
  func depends(on other: ObservedContainer) -> Bool {
    id != other.id && (networkNamespaceOwner == other.id || dependency(on: other) != nil)
  }

  /// Whether it is to be started again where the other is: always so in the other's network namespace.
  func restarts(with other: ObservedContainer) -> Bool {
    id != other.id && (networkNamespaceOwner == other.id || dependency(on: other)?.restart == true)
  }

  /// Whether it is to start when the other is healthy, rather than only started.
  func awaitsHealth(of other: ObservedContainer) -> Bool { dependency(on: other)?.condition == .healthy }
}
