/// How much of a costly check a run does: an address hash takes ten times as long in a debug build.
enum Effort {
  #if DEBUG
    static let isFull = false
  #else
    static let isFull = true
  #endif
}
