package io.drydock.distribution.transport;

import io.drydock.core.DrydockException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sends a call again when its failure may pass: a broken connection, or a server that says that it
 * is busy or broken for now. Calls whose repetition is not free fail at once; who sends them knows
 * how to resume.
 */
final class Retrying implements Exchange {
  private final Exchange next;
  private final RetryPolicy policy;
  private final WaitListener listener;
  private final Set<Origin> answered = ConcurrentHashMap.newKeySet();

  Retrying(Exchange next, RetryPolicy policy, WaitListener listener) {
    this.next = next;
    this.policy = policy;
    this.listener = listener;
  }

  @Override
  public Reply send(Call call) {
    for (int attempt = 2; attempt <= policy.attempts() && call.isRepeatable(); attempt++) {
      Optional<Reply> reply = attempt(call, attempt);
      if (reply.isPresent()) {
        return reply.get();
      }
    }
    return next.send(call);
  }

  /** The reply, or empty after the wait for the coming attempt. */
  private Optional<Reply> attempt(Call call, int coming) {
    String reason;
    Duration wait = policy.before(coming);
    try {
      Reply reply = next.send(call);
      answered.add(Origin.of(call.uri()));
      if (!isTransient(reply.status())) {
        return Optional.of(reply);
      }
      reason = "HTTP status " + reply.status();
      wait = asked(reply).orElse(wait);
      reply.close();
    } catch (DrydockException e) {
      if (!LostConnection.mayPass(e, answered.contains(Origin.of(call.uri())))) {
        throw e;
      }
      reason = e.getMessage();
    }
    listener.waiting(call.describe(), reason, wait, coming, policy.attempts());
    RetryPolicy.pause(wait);
    return Optional.empty();
  }

  static boolean isTransient(int status) {
    return switch (status) {
      case 408, 425, 429, 500, 502, 503, 504 -> true;
      default -> false;
    };
  }

  /** The wait that the server asks for (RFC 9110, section 10.2.3: seconds or a date). */
  private Optional<Duration> asked(Reply reply) {
    return reply
        .header("Retry-After")
        .flatMap(Retrying::parse)
        .map(each -> each.compareTo(policy.longest()) > 0 ? policy.longest() : each);
  }

  private static Optional<Duration> parse(String value) {
    try {
      if (value.matches("\\d{1,9}")) {
        return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
      }
      Instant date = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      Duration wait = Duration.between(Instant.now(), date);
      return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
