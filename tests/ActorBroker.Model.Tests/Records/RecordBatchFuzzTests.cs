using System.Globalization;
using ActorBroker.Model.Records;

namespace ActorBroker.Model.Tests.Records;

/// <summary>
/// Hostile batches give documented answers and cost little. <c>ACTORBROKER_FUZZ_INPUTS</c> sets how many there are (1000000 for the long
/// run), <c>ACTORBROKER_SEED</c> where they begin.
/// </summary>
public sealed class RecordBatchFuzzTests
{
    private const int DefaultInputs = 20_000;
    private const int AllocatedBytesPerInputByte = 8;
    private const int AllocatedBytesFree = 64 * 1024;

    private static int Inputs => Environment.GetEnvironmentVariable("ACTORBROKER_FUZZ_INPUTS") is { Length: > 0 } text
        ? int.Parse(text, CultureInfo.InvariantCulture)
        : DefaultInputs;

    [Fact]
    public void Hostile_batches_give_documented_answers_at_bounded_cost()
    {
        var seed = Seeds.Next();
        var inputs = new FuzzInputs(new Random(seed));
        var seen = new Dictionary<RecordBatchDefect, int>();

        for (var i = 0; i < Inputs; i++)
        {
            var (bytes, options) = (inputs.Next(), inputs.NextOptions());
            try
            {
                var defect = Judge(bytes, options);
                seen[defect] = seen.GetValueOrDefault(defect) + 1;
            }
            catch (Exception failure)
            {
                Assert.Fail($"seed {seed}, input {i} ({Convert.ToHexString(bytes)}, {options}): {failure}");
            }
        }

        Assert.True(seen.Count >= 20, $"seed {seed}: only {string.Join(", ", seen)} came up");
    }

    private static RecordBatchDefect Judge(byte[] bytes, RecordValidationOptions options)
    {
        var allowed = (AllocatedBytesPerInputByte * bytes.Length) + AllocatedBytesFree;
        var result = default(RecordBatchValidation);
        var allocated = Allocations.Least(() => result = RecordBatchValidator.Validate(bytes, options, RawBatch.Now), allowed);
        var records = Count(bytes, (int)options.InflatedBytesMax);

        Assert.True(allocated <= allowed, $"{allocated} bytes were allocated");
        Assert.True(Enum.IsDefined(result.Fault.Defect) && Enum.IsDefined(result.ErrorCode), result.Fault.Message);
        Assert.Equal(result.IsValid, result.ErrorCode == ErrorCode.None);
        Assert.True(!result.IsValid || records == result.RecordCount, $"{records} records can be read of a valid batch of {result.RecordCount}");
        return result.Fault.Defect;
    }

    /// <summary>How many records a reader comes by in the first batch; -1 when it is refused, which only one exception may tell.</summary>
    private static int Count(byte[] bytes, int inflatedBytesMax)
    {
        try
        {
            using var records = BatchRecords.Open(bytes, inflatedBytesMax);
            var count = 0;
            foreach (var record in records)
            {
                count++;
                foreach (var header in record.Headers)
                    Assert.True(header.Key.Length <= bytes.Length || inflatedBytesMax >= header.Key.Length);
            }

            return count;
        }
        catch (CorruptRecordBatchException)
        {
            return -1;
        }
    }
}
