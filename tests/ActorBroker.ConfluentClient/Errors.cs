using Confluent.Kafka;
using Confluent.Kafka.Admin;

namespace ActorBroker.ConfluentClient;

/// <summary>The client's exceptions for several results each hide the codes elsewhere.</summary>
internal static class Errors
{
    /// <summary>The codes of what failed, without doubles.</summary>
    public static string Of(KafkaException failure)
    {
        IEnumerable<Error> errors = failure switch
        {
            CreateTopicsException several => several.Results.Select(result => result.Error),
            DeleteTopicsException several => several.Results.Select(result => result.Error),
            CreatePartitionsException several => several.Results.Select(result => result.Error),
            IncrementalAlterConfigsException several => several.Results.Select(result => result.Error),
            DeleteRecordsException several => several.Results.Select(result => result.Error),
            DeleteGroupsException several => several.Results.Select(result => result.Error),
            _ => [failure.Error],
        };
        return string.Join(", ", errors.Where(error => error.IsError).Select(error => error.Code).Distinct());
    }
}
