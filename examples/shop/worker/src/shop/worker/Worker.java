package shop.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;

/** Takes order numbers from the queue and marks their orders as shipped. */
public final class Worker {
  static final Path HEARTBEAT = Path.of("/tmp/heartbeat");

  private Worker() {}

  public static void main(String[] args) throws Exception {
    while (true) {
      try (var queue = Queue.connect(Settings.get("CACHE_HOST", "cache"), 6379);
          Connection database = database()) {
        work(queue, database);
      } catch (IOException | SQLException e) {
        System.err.println("worker: " + e.getMessage() + "; trying again in a second");
        Thread.sleep(1000);
      }
    }
  }

  private static Connection database() throws SQLException {
    String url =
        "jdbc:postgresql://" + Settings.get("DB_HOST", "db") + "/" + Settings.get("DB_NAME", "shop");
    return DriverManager.getConnection(
        url, Settings.get("DB_USER", "shop"), Settings.get("DB_PASSWORD", "shop"));
  }

  private static void work(Queue queue, Connection database) throws IOException, SQLException {
    try (PreparedStatement ship =
        database.prepareStatement("UPDATE orders SET state = 'shipped' WHERE id = ?")) {
      while (true) {
        Files.writeString(HEARTBEAT, Instant.now().toString());
        String order = queue.take("orders", 2);
        if (order != null) {
          ship.setLong(1, Long.parseLong(order));
          ship.executeUpdate();
          System.out.println("shipped order " + order);
        }
      }
    }
  }
}
