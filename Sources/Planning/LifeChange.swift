/// What is to become of containers that are there, as they are.
package enum LifeChange: String, Sendable, CaseIterable {
  case stop
  case start
  case restart
}
