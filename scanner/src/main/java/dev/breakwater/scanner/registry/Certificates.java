package dev.breakwater.scanner.registry;

import dev.breakwater.scanner.limit.MalformedException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** The certificates of an administrator's own authorities. */
public final class Certificates {

  private Certificates() {}

  /**
   * Reads a file of certificates in PEM.
   *
   * @throws MalformedException when it holds none
   */
  public static List<X509Certificate> parse(byte[] pem) throws MalformedException {
    List<X509Certificate> certificates = new ArrayList<>();
    try {
      for (Certificate certificate :
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(pem))) {
        if (certificate instanceof X509Certificate x509) {
          certificates.add(x509);
        }
      }
    } catch (CertificateException e) {
      throw new MalformedException("the certificates cannot be read: " + e.getMessage());
    }
    if (certificates.isEmpty()) {
      throw new MalformedException("there is no certificate in it; write PEM");
    }
    return List.copyOf(certificates);
  }

  /** Trusts them beside the platform's own. */
  static SSLContext context(List<X509Certificate> authorities) {
    try {
      KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
      trusted.load(null, null);
      List<X509Certificate> all = new ArrayList<>(authorities);
      trustManager(null).ifPresent(own -> all.addAll(List.of(own.getAcceptedIssuers())));
      for (int i = 0; i < all.size(); i++) {
        trusted.setCertificateEntry("ca" + i, all.get(i));
      }
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trustManager(trusted).stream().toArray(TrustManager[]::new), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("this Java platform cannot speak TLS", e);
    }
  }

  private static Optional<X509TrustManager> trustManager(@Nullable KeyStore trusted)
      throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(trusted);
    for (TrustManager manager : factory.getTrustManagers()) {
      if (manager instanceof X509TrustManager x509) {
        return Optional.of(x509);
      }
    }
    return Optional.empty();
  }
}
