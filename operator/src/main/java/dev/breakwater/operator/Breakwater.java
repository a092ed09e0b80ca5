package dev.breakwater.operator;

import dev.breakwater.engine.imagescan.ImageScans;
import dev.breakwater.engine.inventory.KubernetesObject;
import dev.breakwater.operator.clock.Alarms;
import dev.breakwater.operator.cluster.ClusterView;
import dev.breakwater.operator.cluster.FirstRead;
import dev.breakwater.operator.cluster.Intentions;
import dev.breakwater.operator.cluster.InventoryFeed;
import dev.breakwater.operator.event.Events;
import dev.breakwater.operator.image.ImageModule;
import dev.breakwater.operator.imagepolicy.AdmissionInstaller;
import dev.breakwater.operator.imagepolicy.AdmissionKeeper;
import dev.breakwater.operator.imagepolicy.ImagePolicyReconciler;
import dev.breakwater.operator.isolation.IsolationModule;
import dev.breakwater.operator.report.ReportStore;
import dev.breakwater.operator.report.ReportWriter;
import dev.breakwater.operator.runtime.ExitCode;
import dev.breakwater.operator.runtime.HttpEndpoints;
import dev.breakwater.operator.runtime.ReportsEndpoint;
import dev.breakwater.operator.runtime.ReportsEndpoint.NotLeadingException;
import dev.breakwater.operator.runtime.Settings;
import dev.breakwater.operator.runtime.Settings.Feature;
import dev.breakwater.operator.scan.ImageDemand;
import dev.breakwater.operator.scan.ImageSupport;
import dev.breakwater.operator.scan.NewsEvents;
import dev.breakwater.operator.scan.Rounds;
import dev.breakwater.operator.scan.ScanMetrics;
import dev.breakwater.operator.scan.ScanQueue;
import dev.breakwater.operator.scan.ScanScheduleReconciler;
import dev.breakwater.operator.scan.ScanWorker;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.config.ConfigurationServiceOverrider;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfigurationBuilder;
import io.javaoperatorsdk.operator.monitoring.micrometer.MicrometerMetricsV2;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The operator, put together. Every replica watches, so that a standby is warm; only the leader
 * writes.
 *
 * <p>What is switched off by {@link Settings#features()} is not made at all: it needs no rights.
 */
public final class Breakwater implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Breakwater.class);
  private static final String LEASE = "breakwater";
  private static final Duration LEASE_DURATION = Duration.ofSeconds(15);
  private static final Duration RENEW_DEADLINE = Duration.ofSeconds(10);
  private static final Duration RETRY_PERIOD = Duration.ofSeconds(2);

  /**
   * How long reconciliations under way may take to end; the whole stop takes less than ten seconds.
   */
  private static final Duration TERMINATION = Duration.ofSeconds(3);

  /** How long the cluster may take to be read once. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Settings settings;
  private final KubernetesClient client;
  private final Clock clock;
  private final Consumer<ExitCode> end;
  private final PrometheusMeterRegistry metrics =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Deque<AutoCloseable> toClose = new ArrayDeque<>();
  private final List<Runnable> onLeading = new ArrayList<>();
  private final List<Consumer<Set<String>>> imagesScanned = new CopyOnWriteArrayList<>();
  private final HttpEndpoints http;
  private final AtomicInteger leads =
      Objects.requireNonNull(metrics.gauge("breakwater.leader", new AtomicInteger()));
  private volatile boolean ready;
  private volatile boolean closing;

  /**
   * Makes the operator; {@link #start()} lets it work. Takes over {@code client}.
   *
   * @param end told when the process must end by itself, and why
   */
  public Breakwater(
      Settings settings, KubernetesClient client, Clock clock, Consumer<ExitCode> end) {
    this.settings = settings;
    this.client = client;
    this.clock = clock;
    this.end = end;
    toClose.push(client);
    new JvmMemoryMetrics().bindTo(metrics);
    http = new HttpEndpoints(settings.httpPort(), () -> true, () -> ready, metrics::scrape);
    toClose.push(http);
  }

  /**
   * Watches, and works as soon as this replica leads. Returns when the watches have read everything
   * once.
   *
   * @throws KubernetesClientException if that takes longer than a minute
   */
  public void start() {
    Operator operator = new Operator(this::configure);
    Events events = new Events(client, settings.identity(), clock);
    ScanQueue queue = new ScanQueue(clock);
    List<Consumer<KubernetesObject>> changed = new CopyOnWriteArrayList<>();
    if (settings.has(Feature.SCANS)) {
      changed.add(queue::changed);
    }
    ClusterView view =
        new ClusterView(
            client, settings.features(), object -> changed.forEach(each -> each.accept(object)));
    Intentions intentions = new Intentions(client, settings.features(), queue::allChanged);
    toClose.push(view);
    toClose.push(intentions);
    Pokes advised = new Pokes();
    Optional<ImageModule> images = images(advised);
    imagesScanned.add(queue::imagesScanned);
    images.ifPresent(toClose::push);
    FirstRead first = new FirstRead();
    view.start(first);
    intentions.start(first);
    if (settings.has(Feature.SCANS)) {
      scans(operator, events, queue, view, intentions, first, images, advised);
    }
    first.await(PATIENCE);
    if (settings.has(Feature.IMAGE_POLICIES)) {
      imagePolicies(operator, view, changed, images);
    }
    if (settings.has(Feature.ISOLATION)) {
      isolation(operator, events);
    }
    toClose.push(operator::stop);
    operator.start();
    if (!settings.leaderElection()) {
      lead();
    }
    ready = true;
    LOG.atInfo()
        .addKeyValue("namespace", settings.namespace())
        .addKeyValue("features", settings.features())
        .log("ready");
  }

  /** Where health and metrics are served. */
  public int httpPort() {
    return http.port();
  }

  private Optional<ImageModule> images(Pokes advised) {
    return settings.has(Feature.SCANS) && settings.has(Feature.IMAGE_SCANS)
        ? Optional.of(
            new ImageModule(
                client,
                settings.images(),
                clock,
                metrics,
                scanned -> imagesScanned.forEach(each -> each.accept(scanned)),
                () -> advised.accept("")))
        : Optional.empty();
  }

  private void scans(
      Operator operator,
      Events events,
      ScanQueue queue,
      ClusterView view,
      Intentions intentions,
      FirstRead first,
      Optional<ImageModule> images,
      Pokes pokeAll) {
    ReportStore store = new ReportStore(client);
    toClose.push(store);
    store.start(first);
    Pokes pokes = new Pokes();
    pokeAll.target =
        _ ->
            intentions
                .schedules()
                .forEach(schedule -> pokes.accept(schedule.getMetadata().getName()));
    ImageDemand demand = new ImageDemand(images.map(ImageModule::scanning), settings.namespace());
    Alarms alarms = new Alarms(pokes);
    toClose.push(alarms);
    Rounds rounds =
        new Rounds(
            view,
            intentions,
            demand.scans(),
            store,
            new ReportWriter(client, store),
            new NewsEvents(events)::tell,
            settings.namespace(),
            clock);
    http.serve(new ReportsEndpoint(client, (namespace, name) -> whole(rounds, namespace, name)));
    ScanWorker worker =
        new ScanWorker(
            rounds,
            queue,
            demand,
            clock,
            pokes,
            new ScanMetrics(metrics),
            () -> end.accept(ExitCode.INTERNAL_ERROR));
    toClose.push(worker);
    ScanScheduleReconciler reconciler =
        new ScanScheduleReconciler(
            client, worker, alarms, events, clock, () -> ImageSupport.of(images));
    pokes.target = reconciler::poke;
    operator.register(reconciler);
    images.ifPresent(module -> onLeading.add(module::start));
    onLeading.add(worker::start);
  }

  private Optional<String> whole(Rounds rounds, String namespace, String name)
      throws NotLeadingException {
    if (leads.get() == 0) {
      throw new NotLeadingException();
    }
    return rounds.whole(namespace, name).map(client.getKubernetesSerialization()::asJson);
  }

  private void imagePolicies(
      Operator operator,
      ClusterView view,
      List<Consumer<KubernetesObject>> changed,
      Optional<ImageModule> images) {
    InventoryFeed inventory = new InventoryFeed(view, clock);
    toClose.push(inventory);
    changed.add(object -> inventory.changed());
    imagesScanned.add(namespaces -> inventory.changed());
    AdmissionInstaller installer =
        new AdmissionInstaller(client, settings.namespace(), clock, AdmissionInstaller.SETTLE);
    Pokes installed = new Pokes();
    AdmissionKeeper keeper = new AdmissionKeeper(installer, () -> installed.accept(""));
    toClose.push(keeper);
    ImagePolicyReconciler reconciler =
        new ImagePolicyReconciler(
            inventory::latest,
            images.<ImageScans>map(ImageModule::scanning).orElse(ImageScans.NONE),
            keeper::state,
            settings.namespace(),
            clock);
    installed.target = state -> reconciler.somethingChanged();
    operator.register(reconciler);
    onLeading.add(keeper::start);
    onLeading.add(() -> inventory.start(reconciler::somethingChanged));
  }

  private void isolation(Operator operator, Events events) {
    IsolationModule isolation = new IsolationModule(client, clock, events, settings.namespace());
    toClose.push(isolation);
    operator.register(isolation.reconciler());
    onLeading.add(isolation::start);
  }

  // What the framework calls a build for tests is the only one that does not end the process by
  // itself, with a code that says nothing.
  private void configure(ConfigurationServiceOverrider configuration) {
    configuration
        .withKubernetesClient(client)
        .withCloseClientOnStop(false)
        .withReconciliationTerminationTimeout(TERMINATION)
        .withMetrics(MicrometerMetricsV2.newBuilder(metrics).build())
        .checkingCRDAndValidateLocalModel(false);
    if (settings.leaderElection()) {
      configuration.withLeaderElectionConfiguration(
          LeaderElectionConfigurationBuilder.aLeaderElectionConfiguration(LEASE)
              .withLeaseNamespace(settings.namespace())
              .withIdentity(settings.identity())
              .withLeaseDuration(LEASE_DURATION)
              .withRenewDeadline(RENEW_DEADLINE)
              .withRetryPeriod(RETRY_PERIOD)
              .withLeaderCallbacks(new LeaderCallbacks(this::lead, this::leadNoMore, id -> {}))
              .buildForTest(false));
    }
  }

  private void lead() {
    LOG.atInfo().addKeyValue("identity", settings.identity()).log("leading");
    leads.set(1);
    onLeading.forEach(Runnable::run);
  }

  /** Also called when this replica gives the lease back because it stops. */
  private void leadNoMore() {
    if (!closing) {
      end.accept(ExitCode.LEADERSHIP_LOST);
    }
  }

  @Override
  public void close() {
    closing = true;
    ready = false;
    while (!toClose.isEmpty()) {
      try {
        toClose.pop().close();
      } catch (Exception e) {
        LOG.warn("not closed", e);
      }
    }
    LOG.info("stopped");
  }

  /** Breaks the circle between those who wake the reconciler and the reconciler that uses them. */
  private static final class Pokes implements Consumer<String> {
    private volatile Consumer<String> target = name -> {};

    @Override
    public void accept(String name) {
      target.accept(name);
    }
  }
}
