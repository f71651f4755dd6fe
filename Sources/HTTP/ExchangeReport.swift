/// What an observer is told of an exchange.
package struct ExchangeReport: Sendable {
  package let method: Method
  package let target: String
  /// Nil where no head came.
  package let status: Int?
  /// From the request to the response's head.
  package let duration: Duration
}
