package import Engine

/// Which part of logs is asked for.
package struct LogOptions: Sendable {
  /// Go on with what is written from now on, in containers that come later as well.
  package var follow: Bool
  /// So many of the last lines of each service; nil for all.
  package var tail: Int?
  package var since: Timestamp?
  package var until: Timestamp?

  package init(follow: Bool = false, tail: Int? = nil, since: Timestamp? = nil, until: Timestamp? = nil) {
    (self.follow, self.tail, self.since, self.until) = (follow, tail, since, until)
  }
}
