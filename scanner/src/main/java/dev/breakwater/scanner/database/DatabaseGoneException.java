package dev.breakwater.scanner.database;

import java.io.IOException;

/** The file of the database went away or shrank while it was read: open it again. */
public final class DatabaseGoneException extends IOException {

  DatabaseGoneException(String file, Throwable cause) {
    super("the database %s vanished while it was read".formatted(file), cause);
  }
}
