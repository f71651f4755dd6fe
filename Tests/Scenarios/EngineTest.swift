import Glibc
import Testing

extension Trait where Self == ConditionTrait {
  /// A test that needs real engines: skipped, saying why, where no host for them can be made, but never with `CI=true`.
  static var engineTest: Self {
    let isCI = getenv("CI").map { String(cString: $0) == "true" } ?? false
    return .enabled(if: isCI || TestHost.obstacle == nil, "\(TestHost.obstacle ?? "")")
  }
}
