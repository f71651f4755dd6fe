/// A release of k0s, such as `v1.34.1+k0s.0`, ordered by age.
package struct K0sVersion: Sendable, Hashable {
  package let major: Int
  package let minor: Int
  package let patch: Int
  /// `alpha.1`, `beta.0`, `rc.2`; nil for a release.
  package let preRelease: PreRelease?
  /// The number behind `k0s.`: k0s's own revision of a Kubernetes release.
  package let revision: Int

  package struct PreRelease: Sendable, Hashable, Comparable {
    package let stage: String
    package let number: Int

    package static func < (left: Self, right: Self) -> Bool {
      (left.stage, left.number) < (right.stage, right.number)  // alpha, beta, rc: alphabetical is chronological
    }
  }

  /// The first whose image can nest cgroups below a private namespace on a cgroup v2 host.
  package static let oldestSupported = K0sVersion(major: 1, minor: 32, patch: 1, preRelease: nil, revision: 0)

  /// The version itself; throws where this stack cannot run it.
  package func supported() throws(InvalidValue) -> K0sVersion {
    guard self >= .oldestSupported else {
      throw InvalidValue(
        "k0s \(self) cannot run in this stack: its image does not nest cgroups below a private namespace",
        hint: "use \(K0sVersion.oldestSupported) or newer")
    }
    return self
  }

  private init(major: Int, minor: Int, patch: Int, preRelease: PreRelease?, revision: Int) {
    (self.major, self.minor, self.patch) = (major, minor, patch)
    self.preRelease = preRelease
    self.revision = revision
  }

  /// Takes `v1.34.1+k0s.0`, or `-` for the `+` as image tags have it.
  package init(_ text: String) throws(InvalidValue) {
    var malformed: InvalidValue {
      InvalidValue(
        "\(Redaction.quote(text)) is not a k0s version", hint: "k0s versions look like v1.34.1+k0s.0")
    }
    guard text.hasPrefix("v") else { throw malformed }
    var parts = text.dropFirst().split(omittingEmptySubsequences: false) { $0 == "+" || $0 == "-" }[...]
    let numbers = parts.removeFirst().split(separator: ".", omittingEmptySubsequences: false).map(Self.number)
    guard let revision = parts.popLast().flatMap({ Self.numbered($0, ["k0s"]) })?.number, parts.count <= 1,
      numbers.count == 3, let major = numbers[0], let minor = numbers[1], let patch = numbers[2]
    else { throw malformed }
    var preRelease: PreRelease?
    if let part = parts.first {
      preRelease = Self.numbered(part, ["alpha", "beta", "rc"])
      if preRelease == nil { throw malformed }
    }
    self.init(major: major, minor: minor, patch: patch, preRelease: preRelease, revision: revision)
  }

  private static func numbered(_ part: Substring, _ stages: [String]) -> PreRelease? {
    let halves = part.split(separator: ".", omittingEmptySubsequences: false)
    guard halves.count == 2, stages.contains(String(halves[0])), let number = number(halves[1]) else { return nil }
    return PreRelease(stage: String(halves[0]), number: number)
  }

  private static func number(_ digits: Substring) -> Int? {
    digits.allSatisfy { $0.isASCII && $0.isNumber } ? Int(digits) : nil
  }

  /// As an image tag: `v1.34.1-k0s.0`.
  package var tag: String {
    "v\(major).\(minor).\(patch)" + (preRelease.map { "-\($0.stage).\($0.number)" } ?? "") + "-k0s.\(revision)"
  }
}

extension K0sVersion: CustomStringConvertible {
  package var description: String {
    "v\(major).\(minor).\(patch)" + (preRelease.map { "-\($0.stage).\($0.number)" } ?? "") + "+k0s.\(revision)"
  }
}

extension K0sVersion: Comparable {
  package static func < (left: K0sVersion, right: K0sVersion) -> Bool {
    let (older, newer) = ((left.major, left.minor, left.patch), (right.major, right.minor, right.patch))
    if older != newer { return older < newer }
    switch (left.preRelease, right.preRelease) {
    case (nil, nil): return left.revision < right.revision
    case (nil, _?): return false
    case (_?, nil): return true
    case (let left?, let right?): return left < right
    }
  }
}
