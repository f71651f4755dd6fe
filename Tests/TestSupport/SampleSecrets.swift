/// Secrets that are worth nothing: ZeroTier's published test identity, one that was made for these tests, and a worker's
/// token of a cluster that never was.
package enum SampleSecrets {
  package static let identity =
    "8e4df28b72:0:ac3d46abe0c21f3cfe7a6c8d6a85cfcffcb82fbd55af6a4d6350657c68200843fa2e16f9418bbd9702cae365f2af5fb4"
    + "c420908b803a681d4daef6114d78a2d7:bd8dd6e4ce7022d2f812797a80c6ee8ad180dc4ebf301dec8b06d1be08832bddd63a2f1cfa7b2c5"
    + "04474c75bdc8898ba476ef92e8e2d0509f8441985171ff16e"

  package static let secondIdentity =
    "814974d740:0:13e85462d1ddb860b769006528b559d766f0bc49d315b71eb14d8178a699603e42d0fe2bf663a27895edbf2f6cd0"
    + "ff05feb23c8853cf555265c1eceafc802958:3f15c04fbd538dae561550b7fa77061c148688314a8565859e9933a394b33a93b2c74c0f881"
    + "fa277d18e32f4d19f54d76de1793c105de41001c5916dc24661ec"

  package static let joinToken =
    "H4sIAAAAAAACA21UzXqjOBC8+yn8AskIMNnFtwGDHWxg3KAW6IaBBMxvQMH27LfvvoqTHHa/5YKq6a5qWiqlQ4XFOFV9t17OyiJr3ich8Xrx"
    + "sPxarxdL+WTFKKqXKktF8ZC+i7IfK3F7yFORrpeHkIhDqFhAczeqzA2gS0PK3SNxKNy/EWHVihtSVylqf3PEfMeJo0lsctIgbNAKQqFj8/OW"
    + "dK4eMENj2CiUGT5rJwXP0OXE7xhtDidlcIu2vwCV9XG2j9jgMKpYjOamh+gc1VyjW1cETKRIVpek9q3TFnfQwRm0corQ5TnhJqPAKDo22PY1"
    + "ayEO2+v5FOHE7ZwVr4OHRO8j6pvMBhpGro826lLL9GzZVjwEHjM47GQvtvLG4tIHu1YiClDY+lsU+XFaO7rUkn3z7kvrYNVgBjFWXuNOLPLD"
    + "jDQ7+W8cfztaUudY2PztiGhxorNj7fiSL843Dj8h15NWYZ4zJFEM3KtRQwVMtN0u0ex9uhVvkWKCnKfF1fz6jSOJc6JvjtSBYNdYXuuTIKaz"
    + "3JsLsMbMyHUMt+VKznqMaqGn2+vFI2BxBVl0GfCEsA9VdwhVZ5WwiRS1EdCNfcM2/yW5rLQyNqe4HIH4JW+bc7jrV2iDz5v+QkNj9qiiIYLJ"
    + "ZZ9Rw59pBI5V844ivmHkXDnNNQ/zOamEmtTJ7RSK+aAmc0qNG2tzLdzlHBweetvBOkoMrWEiG9CLnQa07IqqUe01XsH5ef/fWviudcCk9HWW"
    + "88Rcnjmgz3NROwfJ12WsHNPaOH6cgyPLg5DKd83NlLpBppU1XgZabFAJsTx4WxAcMQrs4RxYwoeIq3TjzIilmobiAs7rnEYgKG36IyXjsRvI"
    + "yXZr7Mohi+2Vp5i/QpVrGOHK6vw2637+DtXXy54om0QdXLkPT0Ds2ao+/QJUt59t36ENuFA30jPgfPqM7O+GnIpxluZclkIM0/rHD8VQH8mj"
    + "+qisn1YrTaZ0aVuslzWZFlnfieIqPk39uf4y9ZfD71kfgffpjt5PRVOIh1Pfi0mM6fBvtvdxLDrx8M10D9ZVl6+XVt+9VK+LYSxeCpmTFdN6"
    + "+dffiw/Wu/gXyf/Q34XvLYi+LuRdlJ6yvHh5JIqqrfSnP/40PgOLfwBmtbitsAQAAA=="

  /// Another token of the same cluster.
  package static let otherJoinToken =
    "H4sIAAAAAAACA21Uy3ajOBDd+yv8A0kLMJnBuwaDHWygEagE2vFQAuYZULDdc+bfR3GSxcwZNtIVVfeWSrrKxhr4NNdDv10vyqpo32ch8Xb1sP"
    + "6ab1dr+RV8EvVLXWSCP2TvohqmWtweykxk2/UpQuIUKRYmpRvX5g6DSyLC3BA5BN//IWE1ihsRV+GNvwuhPDDkaBKbDLWAd2AFkdCh/XlLe1cP"
    + "qKFRaBVCDZ92swJn3JfI7ylpT7kyurwbLpjI/KQ4xnR0KFEsSkrTA3BCtdTI3hUBFRmgzSVtfCvfwwH3+Iy1ao7BZSViJiWYEnBsbNvXosNJ1F"
    + "3PeQwzs0vKX0cPkD7ExDepjUkUuz7YoEst07NlWckYeNRg+CBrsZU3mlQ+thslJhhzW3+LYz/JGkeXWrJu1n9pnawGm0ECtde6M439qEDtQe6N"
    + "wW9HS5sSuM3eQgCLIZ2GjeNLvqTcOSwHpqedQj1nTOMEM68BDRRsgu32qWYfs714ixUTy35aTC2v3ziWuET6LiQODg6t5XU+ChKyyLO5YNqaBb"
    + "pO0b7ayF5PcSP0bH+9eAhbTAEaX0bIAR8j1R0j1dmkdEa8MQKys2/Qlb8kl5XVxi5Pqgkjv2Jde44OwwZs7LN2uJDIWDyiaADYZLLOuGXPJMaO"
    + "1bCeALxB7FwZKTUPyiWthZo26S2PxHJS0yUjxo12pRYdSoYdFnn70Qolxp1hAh3BS5wWa8UVVKM+aqzG5+fjf3Pxd66DTUJeF9lPKOWdw+R54Y"
    + "1zknx9Qaspa4zw4x6EtAwiIseGmRlxg0KrGriMhO9AiaA6eXssGEAc2OM5sISPY6aSnbMAVGoWiQt2XpcsxoKQdggJmsJ+RLntNtBXY5HYG08x"
    + "f0Uq0yCGjdX7XdH//B2pr5cjUnapOrryHJ4wsher/vQLJrr9bPsOabGLm1Z6BjufPkPHuyFnPi3SnOtKiHHe/vihGOojelQfle3TZqPJkD7r+H"
    + "bdoHlVDL3gV/Fp6s/5l6m/HH6P+lh4n+/oPectFw/5MIhZTNn4b7b3aeK9ePhmui82dV9u19bQv9Svq3HiL1zGFHzerv/6e/XBehf/Ivkf+rvw"
    + "vQQxNFy+RVlelPzlEb0oXDq62OR69mT88efqH6WS3a2wBAAA"
}
