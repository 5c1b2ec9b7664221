namespace ActorBroker.Model.Tests;

public sealed class ErrorCodeTests
{
    /// <summary>The highest of Kafka 4.4; the lowest is -1, and none is left out.</summary>
    private const short Last = 136;

    [Fact]
    public void Numbers_and_names_are_frozen()
    {
        var listed = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "error-codes.txt"));

        Assert.Equal(listed, Describe());
    }

    [ToolFact("shared/spec/kafka-errors.txt")]
    public void Numbers_names_and_retries_are_those_of_the_specification()
    {
        var specified = File.ReadLines(Path.Combine(Repository.Shared!, "spec", "kafka-errors.txt"))
            .Skip(1)
            .Where(line => line.Length > 0)
            .Select(line => line.Trim());

        Assert.Equal(specified, Describe());
    }

    [Fact]
    public void Every_number_from_the_first_to_the_last_has_a_code()
    {
        var numbers = Enum.GetValues<ErrorCode>().Select(code => (int)(short)code).Order();

        Assert.Equal(Enumerable.Range(-1, Last + 2), numbers);
    }

    [Fact]
    public void Code_that_Kafka_does_not_have_is_named_by_its_number()
    {
        Assert.Equal("999", ((ErrorCode)999).WireName());
    }

    private static IEnumerable<string> Describe() => Enum.GetValues<ErrorCode>()
        .OrderBy(code => (short)code)
        .Select(code => $"{code:D} {code.WireName()}{(code.IsRetriable() ? " retriable" : "")}");
}
