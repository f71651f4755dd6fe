import FoundationEssentials
import SystemPackage

/// ZeroTier identities that were made for these tests: no two nodes of one engine may have the same.
actor IdentityPool {
  static let shared = IdentityPool()

  private var free: [String]
  private var waiting: [CheckedContinuation<String, Never>] = []

  private init() {
    let path = FilePath(#filePath).removingLastComponent().removingLastComponent().appending("Fixtures/identities.txt")
    let text = (try? String(contentsOfFile: path.string, encoding: .utf8)) ?? ""
    free = text.split(separator: "\n").map(String.init)
  }

  /// An identity that nobody has, for as long as it is not given back.
  func take() async -> String {
    if let identity = free.popLast() { return identity }
    return await withCheckedContinuation { waiting.append($0) }
  }

  func giveBack(_ identity: String) {
    if waiting.isEmpty { free.append(identity) } else { waiting.removeFirst().resume(returning: identity) }
  }
}
