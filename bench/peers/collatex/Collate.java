import eu.interedition.collatex.CollationAlgorithmFactory;
import eu.interedition.collatex.Token;
import eu.interedition.collatex.VariantGraph;
import eu.interedition.collatex.Witness;
import eu.interedition.collatex.matching.EqualityTokenComparator;
import eu.interedition.collatex.simple.SimpleToken;
import eu.interedition.collatex.simple.SimpleWitness;
import eu.interedition.collatex.util.VariantGraphRanking;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/** Witnesses are lines of words with tabs between; prints the processor time of the
 *  collation in milliseconds, then for each witness the columns of its words. */
public class Collate {
    public static void main(String[] args) throws Exception {
        List<SimpleWitness> witnesses = new ArrayList<>();
        Map<Token, Integer> columns = new IdentityHashMap<>();
        for (String line : Files.readAllLines(Paths.get(args[0]))) {
            SimpleWitness witness = new SimpleWitness(String.format("w%03d", witnesses.size()));
            List<Token> tokens = new ArrayList<>();
            for (String word : line.split("\t"))
                tokens.add(new SimpleToken(witness, word, word));
            witness.setTokens(tokens);
            witnesses.add(witness);
        }
        com.sun.management.OperatingSystemMXBean system =
            (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long start = system.getProcessCpuTime();
        VariantGraph graph = new VariantGraph();
        CollationAlgorithmFactory.dekker(new EqualityTokenComparator()).collate(graph, witnesses);
        List<SortedMap<Witness, Set<Token>>> table = VariantGraphRanking.of(graph).asTable();
        System.out.println((system.getProcessCpuTime() - start) / 1e6);
        for (int row = 0; row < table.size(); row++)
            for (Set<Token> tokens : table.get(row).values())
                for (Token token : tokens)
                    columns.put(token, row);
        for (SimpleWitness witness : witnesses) {
            StringBuilder line = new StringBuilder();
            for (Token token : witness.getTokens())
                line.append(columns.getOrDefault(token, -1)).append(' ');
            System.out.println(line.toString().trim());
        }
    }
}
