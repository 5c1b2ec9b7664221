using ActorBroker.Model.Compression;
using ActorBroker.Model.Records;

namespace ActorBroker.Model.Tests.Records;

public sealed class RecordBatchDefectTests
{
    private static readonly DefectCase[] OfRecords = [.. RecordDefectCases.All, .. LargeRecordDefectCases.All];

    private static readonly Dictionary<string, DefectCase> Cases =
        HeaderDefectCases.All.Concat(OfRecords).Concat(CompressedDefectCases.All).ToDictionary(defect => defect.Name);

    public static TheoryData<string> Names => [.. Cases.Keys];

    public static IEnumerable<object[]> RecordNamesAndCodecs =>
        from defect in OfRecords
        from codec in Codecs.Compressing
        select new object[] { defect.Name, codec };

    [Theory]
    [MemberData(nameof(Names))]
    public void Defect_has_its_own_name_code_and_message(string name)
    {
        var defect = Cases[name];

        var result = defect.Validate();

        Assert.Equal((defect.Defect, defect.ErrorCode), (result.Fault.Defect, result.ErrorCode));
        Assert.Equal(defect.Message, result.Fault.Message);
        Assert.False(result.IsValid);
    }

    [Theory]
    [MemberData(nameof(RecordNamesAndCodecs))]
    public void Defect_of_a_record_is_the_same_when_the_batch_is_compressed(string name, CompressionCodec codec)
    {
        var plain = Cases[name];

        var result = plain.With(codec).Validate();

        Assert.Equal(plain.Validate().Fault, result.Fault);
    }

    [Fact]
    public void Every_defect_is_tried()
    {
        var tried = Cases.Values.Select(defect => defect.Defect).Append(RecordBatchDefect.None);

        Assert.Empty(Enum.GetValues<RecordBatchDefect>().Except(tried));
    }
}
