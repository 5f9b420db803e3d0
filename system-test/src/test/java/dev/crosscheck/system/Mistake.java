package dev.crosscheck.system;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodTransform;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.ProtectionDomain;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/** A mistake in our own code, put into comparison-service as it starts: no page can be packed for the table. */
public final class Mistake {

    private static final String WHERE = "dev/crosscheck/comparison/pagestore/FreshPage";
    private static final String METHOD = "packed";

    private Mistake() {}

    /** @return the flag by which a Java machine has it */
    static String flag(Path folder) {
        Path jar = folder.resolve("mistake.jar");
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Premain-Class", Mistake.class.getName());
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(file, manifest)) {
            for (Class<?> type : new Class<?>[] {Mistake.class, InTheMethod.class}) {
                String name = type.getName().replace('.', '/') + ".class";
                entries.putNextEntry(new JarEntry(name));
                try (InputStream bytes = type.getResourceAsStream("/" + name)) {
                    bytes.transferTo(entries);
                }
            }
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
        return "-javaagent:" + jar;
    }

    /** Called by the Java machine before {@code main}. */
    public static void premain(String arguments, Instrumentation machine) {
        machine.addTransformer(new InTheMethod());
    }

    private static final class InTheMethod implements ClassFileTransformer {

        @Override
        public byte @Nullable [] transform(
                ClassLoader loader, String name, Class<?> type, ProtectionDomain domain, byte[] bytes) {
            if (!WHERE.equals(name)) {
                return null;
            }
            ClassFile files = ClassFile.of();
            return files.transformClass(
                    files.parse(bytes),
                    ClassTransform.transformingMethods(
                            method -> method.methodName().equalsString(METHOD), throwing()));
        }

        private static MethodTransform throwing() {
            ClassDesc exception = ClassDesc.of(IllegalStateException.class.getName());
            return (method, element) -> {
                if (element instanceof CodeModel) {
                    method.withCode(code -> code.new_(exception)
                            .dup()
                            .ldc("a mistake")
                            .invokespecial(
                                    exception,
                                    ConstantDescs.INIT_NAME,
                                    MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_String))
                            .athrow());
                } else {
                    method.with(element);
                }
            };
        }
    }
}
