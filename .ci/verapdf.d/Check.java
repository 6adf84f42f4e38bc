import java.io.File;
import java.util.Arrays;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;

/** Checks each PDF against PDF/A-2a and PDF/UA-1, or with --2b PDF/A-2b, whatever it says about itself; one line per file. */
public class Check {
    private static final PDFAFlavour[] LETTER = {PDFAFlavour.PDFA_2_A, PDFAFlavour.PDFUA_1};
    private static final PDFAFlavour[] PRINT = {PDFAFlavour.PDFA_2_B};

    public static void main(String[] arguments) throws Exception {
        boolean print = arguments.length > 0 && arguments[0].equals("--2b");
        String[] paths = print ? Arrays.copyOfRange(arguments, 1, arguments.length) : arguments;
        Logger.getLogger("").setLevel(Level.OFF);
        VeraGreenfieldFoundryProvider.initialise();
        int failed = 0;
        for (String path : paths) {
            StringBuilder faults = new StringBuilder();
            for (PDFAFlavour flavour : print ? PRINT : LETTER) {
                faults.append(faults(new File(path), flavour));
            }
            failed += faults.length() > 0 ? 1 : 0;
            System.out.println((faults.length() == 0 ? "ok    " : "FAIL  ") + path + faults);
        }
        System.out.println(paths.length + " checked against " + (print ? "PDF/A-2b" : "PDF/A-2a and PDF/UA-1") + ", " + failed + " failed");
        System.exit(failed == 0 && paths.length > 0 ? 0 : 1);
    }

    private static String faults(File file, PDFAFlavour flavour) {
        TreeMap<String, Integer> clauses = new TreeMap<>();
        try (var parser = Foundries.defaultInstance().createParser(file, flavour)) {
            var result = Foundries.defaultInstance().createValidator(flavour, false).validate(parser);
            for (TestAssertion assertion : result.getTestAssertions()) {
                if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                    var rule = assertion.getRuleId();
                    clauses.merge(rule.getClause() + "-" + rule.getTestNumber(), 1, Integer::sum);
                }
            }
            if (result.isCompliant() && clauses.isEmpty()) {
                return "";
            }
        } catch (Exception | LinkageError error) {
            return "  " + flavour.getId() + ": cannot be read (" + error.getClass().getSimpleName() + ")";
        }
        return "  " + flavour.getId() + ": " + clauses;
    }
}
