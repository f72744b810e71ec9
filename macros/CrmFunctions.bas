Option Explicit

' Made by crm-workbook: its functions for formulas.
' Each only passes its arguments on to Python and hands back the answer. Texts stand in the sheet
' xlwings.conf, since VBA cannot hold Hebrew on every computer.

' The language of the workbook, which every function is told.
Private Function CrmLanguage() As String
    Static known As String
    If known = "" Then known = CrmText("CRM LANGUAGE", "he")
    CrmLanguage = known
End Function

Private Function CrmText(key As String, otherwise As String) As String
    CrmText = GetConfig(key, otherwise, "sheet")
End Function

Private Function CrmNotOnMac() As String
    CrmNotOnMac = CrmText("CRM NOT ON MAC", "this function does not run on a Mac")
End Function

Private Function CrmFailed() As String
    CrmFailed = CrmText("CRM FAILED", "Python did not answer; crm doctor finds out why")
End Function

' Python can hand back an error by its name only; a formula is to see the error itself.
Private Function CrmResult(ByVal found As Variant) As Variant
    Dim i As Long, j As Long
    If Not IsArray(found) Then
        found = CrmValue(found)
    ElseIf CrmIsRow(found) Then
        For i = LBound(found) To UBound(found)
            found(i) = CrmValue(found(i))
        Next i
    Else
        For i = LBound(found, 1) To UBound(found, 1)
            For j = LBound(found, 2) To UBound(found, 2)
                found(i, j) = CrmValue(found(i, j))
            Next j
        Next i
    End If
    CrmResult = found
End Function

' A single row comes as an array of one dimension.
Private Function CrmIsRow(found As Variant) As Boolean
    Dim last As Long
    On Error Resume Next
    last = UBound(found, 2)
    CrmIsRow = (Err.Number <> 0)
End Function

Private Function CrmValue(found As Variant) As Variant
    CrmValue = found
    If VarType(found) <> vbString Then Exit Function
    Select Case found
        Case "#NULL!": CrmValue = CVErr(xlErrNull)
        Case "#DIV/0!": CrmValue = CVErr(xlErrDiv0)
        Case "#VALUE!": CrmValue = CVErr(xlErrValue)
        Case "#REF!": CrmValue = CVErr(xlErrRef)
        Case "#NAME?": CrmValue = CVErr(xlErrName)
        Case "#NUM!": CrmValue = CVErr(xlErrNum)
        Case "#N/A": CrmValue = CVErr(xlErrNA)
    End Select
End Function

' A workbook that cannot be described, such as a hidden one, works all the same.
Private Sub CrmDescribe(func As String, arguments As Long)
    Dim told() As String, i As Long
    On Error Resume Next
    If GetConfig(func, "", "sheet") = "" Then Exit Sub
    ReDim told(1 To arguments)
    For i = 1 To arguments
        told(i) = GetConfig(func & " " & i, "", "sheet")
    Next i
    Application.MacroOptions _
        Macro:="'" & Replace(ThisWorkbook.Name, "'", "''") & "'!" & func, _
        Description:=GetConfig(func, "", "sheet"), _
        Category:=CrmText("CRM CATEGORY", "CRM"), _
        ArgumentDescriptions:=told
End Sub
