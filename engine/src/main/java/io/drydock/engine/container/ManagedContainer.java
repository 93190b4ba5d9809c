package io.drydock.engine.container;

import io.drydock.core.DrydockException;
import io.drydock.engine.journal.Journal;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A container in the engine's hands. Who changes it holds its lock; who reads it sees what was
 * settled last.
 */
final class ManagedContainer {
  private static final Journal JOURNAL = Journal.of("container");

  private final ContainerFolder folder;
  private final ReentrantLock lock = new ReentrantLock();
  private final Waits waits = new Waits();
  private final Backoff backoff = new Backoff();
  private volatile Definition definition;
  private volatile Progress progress;
  private volatile boolean removed;
  private volatile Console console;
  private volatile boolean keptAtEnd;
  private volatile boolean unkept;
  private @Nullable Thread pendingStart;

  ManagedContainer(ContainerFolder folder, Definition definition, Progress progress) {
    this.folder = folder;
    this.definition = definition;
    this.progress = progress;
    this.console = new Console(shortId(), definition.streams());
  }

  String id() {
    return folder.id();
  }

  String shortId() {
    return id().substring(0, 12);
  }

  String name() {
    return definition.name();
  }

  ContainerFolder folder() {
    return folder;
  }

  Waits waits() {
    return waits;
  }

  Backoff backoff() {
    return backoff;
  }

  Definition definition() {
    return definition;
  }

  Progress progress() {
    return progress;
  }

  Console console() {
    return console;
  }

  /** The streams of the next run have nothing to do with those of this one. */
  void renewConsole() {
    console = new Console(shortId(), definition.streams());
  }

  boolean isRunning() {
    return progress.state().isRunning();
  }

  boolean isRemoved() {
    return removed;
  }

  void markRemoved() {
    removed = true;
  }

  /** Lets it stay though it would remove itself at its end, because it is to be started again. */
  void keepAtEnd(boolean kept) {
    keptAtEnd = kept;
  }

  /** Whether it is removed when it ends now. */
  boolean removesItself() {
    return definition.spec().host().autoRemove() && !keptAtEnd;
  }

  /** Keeps on the disk, then shows. */
  void update(Definition changed) {
    folder.save(changed);
    definition = changed;
  }

  void update(Progress changed) {
    folder.save(changed);
    progress = changed;
    unkept = false;
  }

  /**
   * Shows what has happened or has to, also when the disk cannot keep it for now: a full disk must
   * not keep a container from being stopped, from ending or from being removed.
   */
  void settle(Progress changed) {
    show(changed);
    keep();
  }

  /**
   * Shows what has happened before the disk has it. What is told in between is told again by the
   * next engine when this one dies, unless that looks whether it was told.
   */
  void show(Progress changed) {
    progress = changed;
    unkept = true;
  }

  /** Puts on the disk what is shown, if it has room. */
  void keep() {
    try {
      folder.save(progress);
      unkept = false;
    } catch (DrydockException e) {
      unkept = true;
      JOURNAL.error("a container's state is not on the disk", e, "container", this);
    }
  }

  /** Whether the disk lacks what is shown. */
  boolean isUnkept() {
    return unkept;
  }

  /** Tries again to keep what the disk lacks. */
  void keepAgain() {
    if (unkept && !removed) {
      keep();
    }
  }

  /** Does something that nothing else may come in between. */
  <T> T locked(Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  void locked(Runnable work) {
    locked(() -> {
      work.run();
      return Optional.empty();
    });
  }

  /** The thread that will start it again after a pause. */
  void pendingStart(@Nullable Thread thread) {
    pendingStart = thread;
  }

  void cancelPendingStart() {
    Thread pending = pendingStart;
    pendingStart = null;
    if (pending != null && !pending.equals(Thread.currentThread())) {
      pending.interrupt();
    }
  }

  @Override
  public String toString() {
    return name();
  }
}
