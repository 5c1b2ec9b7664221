using System.Globalization;
using ActorBroker.Model.Compression;

namespace ActorBroker.Model.Tests.Compression;

/// <summary>
/// Damaged and random input to every reader: nothing but <see cref="CompressionException"/>, no byte beyond the limit, little
/// memory. The long run: <c>ACTORBROKER_FUZZ_INPUTS=1000000 dotnet test -c Release tests/ActorBroker.Model.Tests --filter
/// CompressionFuzz</c>; <c>ACTORBROKER_SEED</c> repeats one.
/// </summary>
public sealed class CompressionFuzzTests
{
    private const int InputsByDefault = 20_000;
    private const int OutputBytesMax = 256 * 1_024;

    /// <summary>What the rule allows at any input, and what buffers may take beyond: windows of at most twice the limit, as they grow.</summary>
    private const int SpareBytes = 64 * 1_024 + 4 * OutputBytesMax;

    /// <summary>How many inputs a test makes: the environment's number, or the given one.</summary>
    public static int InputsOr(int byDefault) =>
        Environment.GetEnvironmentVariable("ACTORBROKER_FUZZ_INPUTS") is { Length: > 0 } count
            ? int.Parse(count, CultureInfo.InvariantCulture)
            : byDefault;

    [Theory]
    [MemberData(nameof(BlockFormat.Names), MemberType = typeof(BlockFormat))]
    public void Damaged_blocks_raise_only_the_documented_error(string name)
    {
        var seed = Seeds.Next();
        var format = BlockFormat.Find(name);
        var random = new Random(seed);
        var blocks = Sample.Kinds.Select(kind => format.Write(Sample.Of(kind, random.Next(1, 6_000))));
        var mutator = new Mutator(random, [.. blocks]);
        var output = new byte[4_096];

        for (var index = 0; index < InputsOr(InputsByDefault) / BlockFormat.All.Count; index++)
        {
            var input = mutator.Next();
            var allowed = 8L * input.Length + SpareBytes;
            var given = 0L;
            var allocated = Allocations.Least(() => given = Read(format, input, output, $"seed {seed}, input {index}"), allowed);

            Assert.True(given <= OutputBytesMax, $"seed {seed}, input {index}: {given} bytes came out");
            Assert.True(
                allocated <= allowed,
                $"seed {seed}, input {index} of {input.Length} bytes: {allocated} bytes allocated");
        }
    }

    private static long Read(BlockFormat format, byte[] input, byte[] output, string context)
    {
        var given = 0L;
        try
        {
            using var decompressor = format.Open(input, OutputBytesMax);
            while (decompressor.Read(output) is > 0 and var count)
                given += count;
        }
        catch (CompressionException)
        {
            return given;
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"{context}: {Convert.ToHexString(input)}", exception);
        }

        return given;
    }
}
