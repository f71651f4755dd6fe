import Glibc
import Testing

extension Trait where Self == ConditionTrait {
  /// A test that makes mounts or namespaces: skipped for those who may not.
  static var rootTest: Self { .enabled(if: geteuid() == 0, "needs root") }
}
